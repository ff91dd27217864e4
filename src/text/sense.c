/* Lines broken by sense (GB/T 9704 7.3.1: 回行时词意完整). Decides, for the
 * styles that ask for it, which joints of a title, a caption or a label lie
 * inside something that is read as one: a word, a name from the data, what
 * stands in 《》 “” （）. Words are ICU's; the trade's phrases that its
 * dictionary takes apart (预算 信息 公开) come with the style.
 *   A word of one 字 that stands alone is a suffix (局 表 市) and stays with what
 *   is before it; a few are prefixes (第 各 总) and stay with what follows.
 *   的 之 begin no line. 和 与 及 end none, and better begin none, though they may:
 *   关于…预算执行情况／和…预算草案的报告. 关于 ends none: before it
 *   is a good place, and before a year.
 * WHOLE: none of these is broken unless it is wider than the line alone, names
 * and brackets then between words. PREFERRED (labels in narrow columns, often
 * narrower than a phrase): the dictionary's words are better not broken, phrases
 * rather between their words than that. How even the lines are is for balance.c. */
#include <string.h>

#include "text/breaks.h"
#include "text/report.h"

enum { LENGTH_MOST = 4096 }; /* bytes; longer is no title */

struct sense {
  struct gk_text_work *work;
  bool *starts; /* by byte: a word or a phrase begins */
  bool *within; /* by byte: a word of the dictionary begins inside a phrase */
};

static bool among(uint32_t c, const char *set) {
  size_t size = strlen(set);
  for (size_t i = 0; i < size;)
    if (gk_utf8_next(set, size, &i) == c) return true;
  return false;
}

static void lower(struct gk_text_joint *joint, uint8_t rank) {
  if (joint->rank > rank && joint->rank != GK_BREAK_GOOD) joint->rank = rank;
}

/* Inside a name or a bracket, which a line may have to break: beside 和 even then not. */
static void go_inside(struct gk_text_joint *joint) {
  lower(joint, joint->rank == GK_BREAK_POOR ? GK_BREAK_BOUND : GK_BREAK_INSIDE);
}

static void raise(struct gk_text_joint *joint) {
  if (joint->rank == GK_BREAK_PLAIN) joint->rank = GK_BREAK_SENSE;
}

static bool begins(const struct sense *s, size_t i) {
  return i >= s->work->char_count || s->starts[s->work->chars[i].at];
}

/* --- phrases */

static size_t longest_phrase(const struct gk_text_work *work, size_t at) {
  size_t best = 0;
  for (size_t p = 0; p < work->style->phrase_count; p++) {
    const char *phrase = work->style->phrases[p];
    size_t size = strlen(phrase);
    if (size > best && size <= work->size - at && memcmp(work->text + at, phrase, size) == 0) best = size;
  }
  return best;
}

/* The leftmost, longest phrases are words, whatever the dictionary says of their parts. */
static void mark_phrases(struct sense *s) {
  const struct gk_text_work *work = s->work;
  for (size_t i = 0; i < work->char_count;) {
    size_t at = work->chars[i].at, size = longest_phrase(work, at);
    i++;
    if (size == 0) continue;
    s->starts[at] = s->starts[at + size] = true;
    for (; i < work->char_count && work->chars[i].at < at + size; i++) {
      s->within[work->chars[i].at] = s->starts[work->chars[i].at];
      s->starts[work->chars[i].at] = false;
    }
  }
}

/* --- words */

static bool is_name(const struct gk_text_work *work, size_t i) {
  return (work->runs[work->chars[i].run].flags & GK_RUN_NAME) != 0;
}

/* A word of one 字 at i that stays with what is before it, and one that stays with what follows. 和 would rather not begin a line either. */
static bool is_suffix(const struct sense *s, size_t i) {
  const struct gk_text_char *c = &s->work->chars[i];
  return c->kind == GK_CHAR_HAN && begins(s, i + 1) && !among(c->code, "第各本某全总原新副非为对由向");
}

static bool is_prefix(const struct sense *s, size_t i) {
  const struct gk_text_char *c = &s->work->chars[i];
  return c->kind == GK_CHAR_HAN && begins(s, i) && among(c->code, "和与及暨第各本某全总原新副非为对由向");
}

/* Not broken inside: a word, and a suffix or prefix of one 字. */
static void bind_words(struct sense *s) {
  struct gk_text_work *work = s->work;
  for (size_t i = 1; i < work->char_count; i++) {
    bool han = work->chars[i - 1].kind == GK_CHAR_HAN;
    if (!begins(s, i) || is_prefix(s, i - 1)) lower(&work->joints[i], GK_BREAK_BOUND);
    else if (han && is_suffix(s, i)) lower(&work->joints[i], among(work->chars[i].code, "和与及暨") ? GK_BREAK_POOR : GK_BREAK_BOUND);
  }
}

/* The same of a label: POOR inside a word; PLAIN, so that it is taken rather, between a word and a suffix, a prefix and a word, the words of a
 * phrase; best between what has its sense alone. */
static void prefer_words(struct sense *s) {
  struct gk_text_work *work = s->work;
  for (size_t i = 1; i < work->char_count; i++) {
    bool han = work->chars[i - 1].kind == GK_CHAR_HAN;
    if (!begins(s, i) && !s->within[work->chars[i].at]) lower(&work->joints[i], GK_BREAK_POOR);
    else if (begins(s, i) && !is_prefix(s, i - 1) && !(han && is_suffix(s, i))) raise(&work->joints[i]);
  }
}

/* --- what stands in brackets */

static uint32_t closing_of(uint32_t open) {
  switch (open) {
    case 0x300A: return 0x300B; /* 《》 */
    case 0x201C: return 0x201D;
    case 0xFF08: return 0xFF09;
    case 0x3014: return 0x3015;
    default: return 0;
  }
}

static void bind_brackets(const struct sense *s) {
  const struct gk_text_work *work = s->work;
  for (size_t i = 0; i < work->char_count; i++) {
    uint32_t close = closing_of(work->chars[i].code);
    size_t end = i + 1;
    while (close != 0 && end < work->char_count && work->chars[end].code != close) end++;
    if (close == 0 || end == work->char_count) continue;
    for (size_t k = i + 1; k <= end; k++) go_inside(&work->joints[k]);
  }
}

/* --- names, and the good places */

static bool text_at(const struct gk_text_work *work, size_t i, const char *text) {
  size_t n = strlen(text), at = work->chars[i].at;
  return n <= work->size - at && memcmp(work->text + at, text, n) == 0;
}

/* 2022年 after Han: where the name of the bureau ends in a title typed as one text. */
static bool year_begins(const struct gk_text_work *work, size_t i) {
  for (size_t k = i; k < i + 4; k++)
    if (k >= work->char_count || work->chars[k].code < '0' || work->chars[k].code > '9') return false;
  return work->chars[i - 1].kind == GK_CHAR_HAN && i + 4 < work->char_count && work->chars[i + 4].code == 0x5E74;
}

static void mark_places(const struct sense *s) {
  const struct gk_text_work *work = s->work;
  for (size_t i = 1; i < work->char_count; i++) {
    struct gk_text_joint *joint = &work->joints[i];
    bool same_run = work->chars[i].run == work->chars[i - 1].run;
    if (is_name(work, i) && same_run) go_inside(joint);
    if (i >= 2 && begins(s, i) && text_at(work, i - 2, "关于")) lower(joint, GK_BREAK_BOUND);
    else if (!same_run && (is_name(work, i) || is_name(work, i - 1))) raise(joint);
    if ((begins(s, i) && text_at(work, i, "关于")) || year_begins(work, i)) raise(joint);
  }
}

bool gk_sense_bind(struct gk_text_work *work) {
  struct sense s = {.work = work};
  if (work->style->words == GK_WORDS_FREE || work->size > LENGTH_MOST) return true;
  s.starts = gk_arena_array(work->scratch, work->size + 1, sizeof *s.starts);
  s.within = gk_arena_array(work->scratch, work->size + 1, sizeof *s.within);
  const char *why = NULL;
  if (s.starts == NULL || s.within == NULL || !gk_text_words(work->text, work->size, s.starts, &why)) {
    gk_report_unicode(work, why);
    return false;
  }
  mark_phrases(&s);
  if (work->style->words == GK_WORDS_PREFERRED) {
    prefer_words(&s);
    return true;
  }
  bind_words(&s);
  bind_brackets(&s);
  mark_places(&s);
  return true;
}
