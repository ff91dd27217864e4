/* Break opportunities between characters. In this order: Unicode's word where
 * neither side is Chinese (UAX 14, ICU through base/unicode: scripts of all the
 * world, emoji, numbers); between and beside Han characters and the marks of
 * the punctuation table a line may end anywhere unless 禁则 at the level asked
 * for forbids it (clreq 行首行尾禁则, GB/T 15834 5.1); units of two em; then 分离禁止
 * (units.c) and the flags of the runs. Unicode is asked only when some pair
 * needs it: most cells of a table have none. How good a line is that ends here
 * is for fit.c. */
#include "text/breaks.h"
#include "text/report.h"

/* ULineBreak values, which ICU keeps stable; ICU itself lives in base. */
enum lb {
  LB_AMBIGUOUS = 1, LB_ALPHABETIC = 2, LB_CLOSE = 8, LB_EXCLAMATION = 11, LB_GLUE = 12, LB_INFIX = 16,
  LB_NONSTARTER = 18, LB_OPEN = 20, LB_QUOTATION = 23, LB_WORD_JOINER = 30, LB_CLOSE_PARENTHESIS = 36,
  LB_SMALL_KANA = 37
};

static bool is_ascii_letter(uint32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

static bool is_ascii_digit(uint32_t c) { return c >= '0' && c <= '9'; }

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

/* --- Unicode's word */

struct unicode {
  const struct gk_text_work *work;
  bool *can; /* NULL: not asked yet */
  bool failed; const char *why;
};

/* A web address has no spaces to end a line at, and its / is no 分隔号: after it a line may end, better than in the middle of a name.
 * It goes from :// to the next space or Han. */
static bool goes_on(const struct gk_text_char *chars, size_t i, bool address) {
  if (chars[i].kind == GK_CHAR_SPACE || chars[i].script == GK_FONT_HAN) return false;
  return address || (i >= 2 && chars[i].code == '/' && chars[i - 1].code == '/' && chars[i - 2].code == ':');
}

/* What stands before a joint: the last character that is neither space nor extension (none: SIZE_MAX), whether spaces follow it, and
 * whether a no-break space is the last of them, whether it is inside a web address. */
struct before { size_t solid; bool spaced, glued, address; };

static bool unicode_allows(struct unicode *u, size_t i) {
  const struct gk_text_work *work = u->work;
  if (u->can == NULL && !u->failed) {
    u->can = gk_arena_array(work->scratch, work->size + 1, sizeof *u->can);
    u->failed = u->can == NULL || !gk_text_line_breaks(work->text, work->size, u->can, &u->why);
  }
  return !u->failed && u->can[work->chars[i].at];
}

/* What is set as Chinese goes by this room's rules: ideographs, kana, marks in the Han face, signs such as ① ≥ ㎡. */
static bool is_chinese(const struct gk_text_char *c) {
  if (c->kind == GK_CHAR_HAN || c->cell) return true;
  return c->kind == GK_CHAR_SYMBOL && (c->mark != NULL || c->line_break == LB_AMBIGUOUS || c->line_break == LB_ALPHABETIC);
}

/* LB 23, 25, 28: no break between letters and digits, nor inside 1,234.56. Known without asking. */
static bool joins(uint32_t c) { return is_ascii_letter(c) || is_ascii_digit(c); }
static bool is_plain_pair(uint32_t a, uint32_t b) {
  return (joins(a) && joins(b)) || (is_ascii_digit(a) && (b == '.' || b == ',' || b == '%'));
}

/* The digit after the point or comma of a figure, whose sign and digit before stand at i - 1 and i - 2. */
static bool is_inside_figure(const struct gk_text_char *chars, size_t i) {
  return i >= 2 && is_ascii_digit(chars[i].code) && (chars[i - 1].code == '.' || chars[i - 1].code == ',') && is_ascii_digit(chars[i - 2].code);
}

static uint8_t unicode_rank(struct unicode *u, struct before before, size_t i) {
  const struct gk_text_char *a = &u->work->chars[before.solid], *b = &u->work->chars[i];
  bool spaced = before.spaced;
  if (!spaced && (a->line_break == LB_GLUE || b->line_break == LB_GLUE || a->line_break == LB_WORD_JOINER || b->line_break == LB_WORD_JOINER))
    return GK_BREAK_BOUND;
  /* LB19: a straight quote does not say whether it opens or closes */
  if (!spaced && ((a->mark == NULL && a->line_break == LB_QUOTATION) || (b->mark == NULL && b->line_break == LB_QUOTATION))) return GK_BREAK_BOUND;
  if (is_chinese(a) || is_chinese(b)) return GK_BREAK_PLAIN;
  if (is_plain_pair(a->code, b->code)) return spaced ? GK_BREAK_PLAIN : GK_BREAK_LETTER;
  if (is_inside_figure(u->work->chars, i) || !unicode_allows(u, i)) return GK_BREAK_LETTER;
  return a->mark != NULL && a->mark->mark == GK_MARK_SLASH && !spaced ? GK_BREAK_POOR : GK_BREAK_PLAIN;
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
      if (gk_text_is_script(work, b->run)) joint->rank = GK_BREAK_NEVER; /* as close as an accent to its letter */
      continue;
    }
    bool good = false;
    for (uint32_t r = a->run + 1; r <= b->run; r++) /* empty runs in between carry flags too */
      good = good || (work->runs[r].flags & GK_RUN_BREAK_GOOD);
    while (good && joint->rank == GK_BREAK_NEVER && joint < &work->joints[work->char_count - 1]) joint++; /* past spaces */
    if (good && joint->rank > GK_BREAK_KINSOKU) *joint = (struct gk_text_joint){GK_BREAK_GOOD, false};
  }
}

/* Goes with the character before; after a space there is none to go with (LB10). */
static bool is_joined(const struct gk_text_char *chars, size_t i) {
  return chars[i].kind == GK_CHAR_EXTEND && i > 0 && chars[i - 1].kind != GK_CHAR_SPACE;
}

static uint8_t rank_before(struct unicode *u, size_t i, struct before before, bool lone) {
  const struct gk_text_char *chars = u->work->chars, *c = &chars[i];
  int level = u->work->style->kinsoku;
  if (is_joined(chars, i) || (c->kind == GK_CHAR_SPACE && c->line_break != LB_GLUE)) return GK_BREAK_NEVER;
  uint8_t rank = GK_BREAK_PLAIN;
  if (before.glued) rank = GK_BREAK_BOUND;
  else if (before.solid != SIZE_MAX) rank = unicode_rank(u, before, i);
  if (c->kind == GK_CHAR_SPACE) return rank;
  bool slash = before.address && chars[before.solid].mark != NULL && chars[before.solid].mark->mark == GK_MARK_SLASH;
  bool forbidden = forbids(level, start_level(c, lone)) || (before.solid != SIZE_MAX && !slash && forbids(level, end_level(&chars[before.solid])));
  return forbidden && rank > GK_BREAK_KINSOKU ? GK_BREAK_KINSOKU : rank;
}

bool gk_breaks_find(struct gk_text_work *work) {
  size_t n = work->char_count, run_start = 0;
  struct unicode unicode = {.work = work};
  work->joints = gk_arena_array(work->scratch, n + 1, sizeof *work->joints);
  struct before before = {SIZE_MAX, false, false, false};
  for (size_t i = 0; i < n && work->joints != NULL && !unicode.failed; i++) {
    const struct gk_text_char *c = &work->chars[i];
    struct pairing pairing = pair_at(work->chars, i, n, &run_start);
    if (i > 0) work->joints[i] = (struct gk_text_joint){rank_before(&unicode, i, before, pairing.lone), false};
    if (pairing.joined) {
      gk_joint_bind(&work->joints[i]);
      if (work->joints[i].rank > GK_BREAK_LETTER) work->joints[i].rank = GK_BREAK_LETTER;
    }
    if (c->kind == GK_CHAR_SPACE) before = (struct before){before.solid, true, c->line_break == LB_GLUE, false};
    else if (!is_joined(work->chars, i)) before = (struct before){i, false, false, goes_on(work->chars, i, before.address)};
  }
  if (work->joints == NULL || unicode.failed) {
    gk_report_unicode(work, unicode.why);
    return false;
  }
  gk_units_bind(work->chars, n, work->joints);
  apply_runs(work);
  return gk_sense_bind(work);
}
