/* Break opportunities between characters. In this order: what Unicode's line
 * break classes (UAX 14, through base/unicode) say of the pair; 禁则 at the
 * level asked for, from the columns of the punctuation table (clreq 3.1.7,
 * GB/T 15834 5.1); units of two em; then 分离禁止 (units.c) and the flags of the
 * runs. Han text breaks anywhere unless something here forbids it. How good a
 * line is that ends here is for fit.c. */
#include "text/breaks.h"

/* ULineBreak values, which ICU keeps stable; ICU itself lives in base. */
enum lb {
  LB_BREAK_AFTER = 4, LB_CLOSE = 8, LB_EXCLAMATION = 11, LB_GLUE = 12, LB_INFIX = 16,
  LB_NONSTARTER = 18, LB_OPEN = 20, LB_QUOTATION = 23, LB_WORD_JOINER = 30, LB_CLOSE_PARENTHESIS = 36,
  LB_SMALL_KANA = 37, LB_EMOJI_BASE = 40, LB_EMOJI_MODIFIER = 41
};

static bool is_ascii_letter(uint32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

static bool is_digit(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

/* Level at which c may not start a line; 0: it may. */
static int start_level(const struct gk_text_char *c, bool lone_dash) {
  if (lone_dash) return GK_KINSOKU_BASIC; /* GB/T 15834 5.1.6: 一字线不在行首 */
  if (c->mark != NULL) return c->mark->no_start;
  switch (c->line_break) { /* marks the table does not know */
    case LB_CLOSE: case LB_CLOSE_PARENTHESIS: case LB_EXCLAMATION: case LB_INFIX: case LB_NONSTARTER: case LB_SMALL_KANA:
      return GK_KINSOKU_BASIC;
    default: return 0;
  }
}

static int end_level(const struct gk_text_char *c) {
  if (c->mark != NULL) return c->mark->no_end;
  return c->line_break == LB_OPEN ? GK_KINSOKU_BASIC : 0;
}

static bool forbids(int level, int from) { return from != 0 && level >= from; }

/* Two Latin characters without a space between them. */
static uint8_t latin_pair(const struct gk_text_char *chars, size_t i, size_t n) {
  const struct gk_text_char *a = &chars[i - 1], *b = &chars[i];
  bool letters = i >= 2 && is_ascii_letter(chars[i - 2].code) && i < n && is_ascii_letter(b->code);
  if (a->mark != NULL && a->mark->mark == GK_MARK_CONNECT && a->line_break != LB_GLUE)
    return letters ? GK_BREAK_PLAIN : GK_BREAK_LETTER; /* well-known: after the hyphen; 2019-2022 stays whole */
  if (a->mark != NULL && a->mark->mark == GK_MARK_SLASH) return letters ? GK_BREAK_POOR : GK_BREAK_LETTER; /* UAX 14 SY */
  if (a->mark != NULL && a->mark->mark == GK_MARK_DASH) return letters ? GK_BREAK_PLAIN : GK_BREAK_LETTER;
  if (a->line_break == LB_BREAK_AFTER && !is_digit(b->code)) return GK_BREAK_PLAIN;
  return GK_BREAK_LETTER;
}

/* What Unicode says of the pair; spaces are dealt with by the caller. */
static uint8_t unicode_rank(const struct gk_text_char *chars, size_t i, size_t n) {
  const struct gk_text_char *a = &chars[i - 1], *b = &chars[i];
  if (a->line_break == LB_GLUE || b->line_break == LB_GLUE || a->line_break == LB_WORD_JOINER || b->line_break == LB_WORD_JOINER)
    return GK_BREAK_BOUND;
  if (a->line_break == LB_EMOJI_BASE && b->line_break == LB_EMOJI_MODIFIER) return GK_BREAK_NEVER;
  /* LB19: a straight quote does not say whether it opens or closes */
  if ((a->mark == NULL && a->line_break == LB_QUOTATION) || (b->mark == NULL && b->line_break == LB_QUOTATION)) return GK_BREAK_BOUND;
  if (a->kind == GK_CHAR_LATIN && b->kind == GK_CHAR_LATIN) return latin_pair(chars, i, n);
  return GK_BREAK_PLAIN;
}

/* Runs of — and … pair off from their start (GB/T 15834 5.1.4, 5.1.5): odd places are joined to the one before; `lone` marks a
 * dash that has no partner. */
struct pairing { bool joined, lone; };

static struct pairing pair_at(const struct gk_text_char *chars, size_t i, size_t n, size_t *run_start) {
  struct pairing result = {false, false};
  const struct gk_mark_row *mark = chars[i].mark;
  if (mark == NULL || (mark->mark != GK_MARK_DASH && mark->mark != GK_MARK_ELLIPSIS)) return result;
  if (i == 0 || chars[i - 1].code != chars[i].code) *run_start = i;
  bool second = (i - *run_start) % 2 == 1;
  bool next_same = i + 1 < n && chars[i + 1].code == chars[i].code;
  result.joined = second;
  result.lone = !second && !next_same && mark->mark == GK_MARK_DASH && chars[i].code != 0x2E3A;
  return result;
}

static void apply_runs(const struct gk_text_work *work) {
  for (size_t i = 1; i < work->char_count; i++) {
    const struct gk_text_char *a = &work->chars[i - 1], *b = &work->chars[i];
    struct gk_text_joint *joint = &work->joints[i];
    if (a->run == b->run) {
      if (work->runs[b->run].flags & GK_RUN_WHOLE) gk_joint_bind(joint);
      continue;
    }
    if (work->runs[b->run].flags & GK_RUN_JOINED) {
      gk_joint_bind(joint);
      continue;
    }
    bool good = false;
    for (uint32_t r = a->run + 1; r <= b->run; r++) /* empty runs in between carry flags too */
      good = good || (work->runs[r].flags & GK_RUN_BREAK_GOOD);
    while (good && joint->rank == GK_BREAK_NEVER && joint < &work->joints[work->char_count - 1]) joint++; /* past spaces */
    if (good && joint->rank > GK_BREAK_KINSOKU) *joint = (struct gk_text_joint){GK_BREAK_GOOD, false};
  }
}

bool gk_breaks_find(struct gk_text_work *work) {
  size_t n = work->char_count, run_start = 0;
  work->joints = gk_arena_array(work->scratch, n + 1, sizeof *work->joints);
  if (work->joints == NULL) {
    gk_report_memory(work->sink);
    return false;
  }
  int level = work->style->kinsoku;
  const struct gk_text_char *chars = work->chars;
  size_t solid = SIZE_MAX; /* the last character that is neither space nor extension */
  for (size_t i = 0; i < n; i++) {
    const struct gk_text_char *c = &chars[i];
    struct pairing pairing = pair_at(chars, i, n, &run_start);
    if (i > 0) {
      uint8_t rank;
      bool after_space = chars[i - 1].kind == GK_CHAR_SPACE;
      if (c->kind == GK_CHAR_EXTEND || (c->kind == GK_CHAR_SPACE && c->line_break != LB_GLUE)) rank = GK_BREAK_NEVER;
      else if (after_space && chars[i - 1].line_break != LB_GLUE && c->kind != GK_CHAR_SPACE) rank = GK_BREAK_PLAIN;
      else rank = unicode_rank(chars, i, n);
      if (rank > GK_BREAK_KINSOKU && c->kind != GK_CHAR_SPACE) {
        bool lone = pairing.lone && c->script == GK_FONT_HAN;
        if (forbids(level, start_level(c, lone)) || (solid != SIZE_MAX && forbids(level, end_level(&chars[solid]))))
          rank = GK_BREAK_KINSOKU;
      }
      work->joints[i] = (struct gk_text_joint){rank, false};
      if (pairing.joined) {
        gk_joint_bind(&work->joints[i]);
        if (work->joints[i].rank > GK_BREAK_LETTER) work->joints[i].rank = GK_BREAK_LETTER;
      }
    }
    if (c->kind != GK_CHAR_SPACE && c->kind != GK_CHAR_EXTEND) solid = i;
  }
  gk_units_bind(chars, n, work->joints);
  apply_runs(work);
  return gk_sense_bind(work);
}
