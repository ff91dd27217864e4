/* Runs to one text of characters that can be set. Decides which characters are
 * refused (what may hide or reorder content, controls, scripts from right to
 * left, what stands for lost or private characters), which are dropped with a warning (debris of word
 * processors and web pages that shows nothing), and where lines must end.
 * Invisible characters are not in the paragraph's text, so its clusters still
 * cover every byte. Wrong punctuation is for orthography.c, scripts and marks
 * for segment.c. */
#include "text/hygiene.h"

#include <stdio.h>
#include <string.h>

#include "text/messages.h"
#include "text/orthography.h"

#define GETA 0x3013u /* 〓 stands for a refused character where a draft would show one */
#define TEXT_MOST ((size_t)64 << 20) /* bytes of a paragraph; offsets are 32 bits wide */

enum action { ACTION_DROP, ACTION_REFUSE };

/* Invisible characters by rule; any other that Unicode calls Default_Ignorable_Code_Point is refused. Variation selectors are kept: they are
 * not invisible in base/unicode, but choose a form. */
static const struct rule {
  uint32_t from, to;
  enum action action;
  const char *name;
} rules[] = {
    {0x00AD, 0x00AD, ACTION_DROP, "软连字符 SOFT HYPHEN"},
    {0x034F, 0x034F, ACTION_DROP, "组合字连接符 COMBINING GRAPHEME JOINER"},
    {0x115F, 0x1160, ACTION_REFUSE, "谚文填充符 HANGUL FILLER"},
    {0x17B4, 0x17B5, ACTION_REFUSE, "高棉文固有元音 KHMER INHERENT VOWEL"},
    {0x180E, 0x180E, ACTION_DROP, "蒙古文元音分隔符 MONGOLIAN VOWEL SEPARATOR"},
    {0x200B, 0x200B, ACTION_DROP, "零宽空格 ZERO WIDTH SPACE"},
    {0x200C, 0x200C, ACTION_DROP, "零宽不连字 ZERO WIDTH NON-JOINER"},
    {0x200D, 0x200D, ACTION_DROP, "零宽连字 ZERO WIDTH JOINER"},
    {0x2060, 0x2060, ACTION_DROP, "词连接符 WORD JOINER"},
    {0x2061, 0x2064, ACTION_REFUSE, "不可见运算符 INVISIBLE OPERATOR"},
    {0x206A, 0x206F, ACTION_REFUSE, "废止的格式字符 DEPRECATED FORMAT CHARACTER"},
    {0x3164, 0x3164, ACTION_REFUSE, "谚文填充符 HANGUL FILLER"},
    {0xFEFF, 0xFEFF, ACTION_DROP, "字节顺序标记 BYTE ORDER MARK"},
    {0xFFA0, 0xFFA0, ACTION_REFUSE, "半角谚文填充符 HALFWIDTH HANGUL FILLER"},
    {0xFFF9, 0xFFFB, ACTION_REFUSE, "行间注解符 INTERLINEAR ANNOTATION"},
    {0xE0001, 0xE007F, ACTION_REFUSE, "标签字符 TAG"},
};

static const struct rule *rule_of(uint32_t code) {
  for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
    if (code >= rules[i].from && code <= rules[i].to) return &rules[i];
  return NULL;
}

static bool is_control(uint32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || (code & 0xFFFE) == 0xFFFE;
}

/* Bytes [at, at+n) of the run when the source has them as they are, else the whole run's place. */
static struct gk_place run_place(const struct gk_text_run *run, size_t at, const char *bytes, size_t n) {
  struct gk_place place = run->data;
  if (place.source == NULL || at + n > place.length || place.offset + at + n > place.source->size) return place;
  if (memcmp(place.source->text + place.offset + at, bytes, n) != 0) return place;
  return (struct gk_place){place.source, place.offset + (uint32_t)at, (uint32_t)n};
}

struct gk_place gk_text_place(const struct gk_text_work *work, uint32_t run, uint32_t from, uint32_t to) {
  const struct gk_text_run *r = &work->runs[run];
  if (r->data.source == NULL) return r->layout;
  if (r->data.length != r->size || from < work->starts[run]) return r->data; /* escapes, or made from several places */
  return run_place(r, from - work->starts[run], work->text + from, to - from);
}

struct gk_place gk_text_char_place(const struct gk_text_work *work, size_t from, size_t to) {
  const struct gk_text_char *first = &work->chars[from], *last = &work->chars[to - 1];
  const struct gk_text_run *run = &work->runs[first->run];
  if (run->data.source == NULL) return run->layout;
  if (run->data.length != run->size || last->run != first->run) return run->data;
  size_t end = last->in_run;
  gk_utf8_next(run->text, run->size, &end);
  return run_place(run, first->in_run, run->text + first->in_run, end - first->in_run);
}

struct admission { struct gk_text_work *work; const struct gk_text_run *run; struct gk_place place; char hex[16]; };

static bool refuse(const struct admission *a, const struct gk_message *message, const char *second) {
  if (message->severity == GK_ERROR) a->work->faulty = true;
  gk_report_alike(a->work->sink, message, 1, a->place, a->run->layout, a->hex, second);
  return false;
}

/* GBK's private codes are known; of the others the fonts say whether one has them. */
static bool refuse_private(const struct admission *a, uint32_t standard) {
  char shown[5] = {0}, code[16], both[32];
  gk_utf8_put(standard, shown);
  snprintf(code, sizeof code, "U+%04lX", (unsigned long)standard);
  snprintf(both, sizeof both, "%s（%s）", shown, code);
  return refuse(a, &gk_msg_text_private, both);
}

/* Set nevertheless, for a draft: each letter is right, only their order is not. Told once. */
static void refuse_script(struct gk_text_work *work, const struct gk_text_run *run, uint32_t code, size_t at, size_t n) {
  char shown[5] = {0};
  gk_utf8_put(code, shown);
  struct gk_place place = run->data.length == run->size ? run_place(run, at, run->text + at, n) : run->data;
  gk_report_alike(work->sink, &gk_msg_text_right_to_left, 0, place, run->layout, shown);
  work->faulty = true;
}

/* One character: true when it is to be set. The work is faulty when it is refused. */
static bool admit(struct gk_text_work *work, const struct gk_text_run *run, uint32_t code, size_t at, size_t n) {
  if (code >= 0x20 && code < 0x7F) return true;
  uint32_t standard = gk_char_of_gbk_private(code);
  bool lost = code == 0xFFFD;
  if (!is_control(code) && !gk_char_is_bidi_control(code) && !lost && standard == 0 && !gk_char_is_invisible(code)) {
    if (gk_char_is_right_to_left(code)) refuse_script(work, run, code, at, n);
    return true;
  }
  struct admission a = {work, run, run->data.length == run->size ? run_place(run, at, run->text + at, n) : run->data, ""};
  snprintf(a.hex, sizeof a.hex, "U+%04lX", (unsigned long)code);
  if (is_control(code)) return refuse(&a, &gk_msg_text_control, "");
  if (gk_char_is_bidi_control(code)) return refuse(&a, &gk_msg_text_bidi, "");
  if (lost) return refuse(&a, &gk_msg_text_lost, "");
  if (standard != 0) return refuse_private(&a, standard);
  const struct rule *rule = rule_of(code);
  bool drop = rule != NULL && rule->action == ACTION_DROP;
  return refuse(&a, drop ? &gk_msg_text_dropped : &gk_msg_text_invisible, rule != NULL ? rule->name : "不可见字符");
}

static bool gather_run(struct gk_text_work *work, uint32_t number) {
  const struct gk_text_run *run = &work->runs[number];
  for (size_t i = 0; i < run->size;) {
    size_t at = i;
    uint32_t code = gk_utf8_next(run->text, run->size, &i);
    if (code == GK_UTF8_BAD) {
      char offset[32];
      snprintf(offset, sizeof offset, "%lu", (unsigned long)at);
      gk_report(work->sink, &gk_msg_text_malformed, run->data, run->layout, offset);
      return false;
    }
    if (!admit(work, run, code, at, i - at)) {
      if (gk_char_is_invisible(code)) continue;
      code = GETA;
    }
    work->chars[work->char_count++] = (struct gk_text_char){.code = code, .run = number, .in_run = (uint32_t)at};
  }
  return true;
}

/* The characters as UTF-8, and where each and each run begins. */
static bool write_text(struct gk_text_work *work) {
  work->text = gk_arena_alloc(work->arena, work->char_count * 4 + 1);
  if (work->text == NULL) return false;
  size_t run = 0;
  for (size_t i = 0; i < work->char_count; i++) {
    struct gk_text_char *c = &work->chars[i];
    while (run <= c->run) work->starts[run++] = (uint32_t)work->size;
    c->at = (uint32_t)work->size;
    work->size += gk_utf8_put(c->code, work->text + work->size);
  }
  while (run < work->run_count) work->starts[run++] = (uint32_t)work->size;
  work->text[work->size] = 0;
  return true;
}

bool gk_text_gather(struct gk_text_work *work) {
  size_t bytes = 0;
  for (size_t r = 0; r < work->run_count; r++) {
    bytes += work->runs[r].size < TEXT_MOST ? work->runs[r].size : TEXT_MOST + 1;
    if (bytes <= TEXT_MOST && r < UINT32_MAX) continue;
    char is[32], most[32];
    snprintf(is, sizeof is, "%lu", (unsigned long)work->runs[r].size);
    snprintf(most, sizeof most, "%lu", (unsigned long)TEXT_MOST);
    gk_report(work->sink, &gk_msg_text_too_long, work->runs[r].data, work->runs[r].layout, is, most);
    return false;
  }
  work->chars = gk_arena_array(work->scratch, bytes + 1, sizeof *work->chars);
  work->starts = gk_arena_array(work->scratch, work->run_count + 1, sizeof *work->starts);
  work->forced = gk_arena_array(work->scratch, work->run_count + 1, sizeof *work->forced);
  if (work->chars == NULL || work->starts == NULL || work->forced == NULL) {
    gk_report_memory(work->sink);
    return false;
  }
  bool ok = true;
  for (size_t r = 0; r < work->run_count; r++) {
    if (work->runs[r].flags & GK_RUN_BREAK_FORCED) work->forced[work->forced_count++] = (uint32_t)work->char_count;
    if (!gather_run(work, (uint32_t)r)) ok = false;
  }
  gk_orthography(work);
  if (write_text(work)) return ok;
  gk_report_memory(work->sink);
  return false;
}
