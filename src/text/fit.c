/* Optimum fit: all lines of a section are chosen together, so that the sum of
 * their costs is smallest (dynamic programming over the breaks). A line's cost,
 * with d = the change it needs in 1/1000 of the measure:
 *   shrinks, light (line-end mark, word space, 间隔号, brackets)      d²/4
 *   shrinks, middle (，、；：, 中西间距)                              d²/2
 *   shrinks, heavy (。？！)                                           3d²/4
 *   stretches within the limits of word space and 中西间距            d²/2
 *   stretches all slots                                               d²
 * Shrinking costs less than stretching: 先挤进，后推出 (clreq 行内调整). On top:
 *   a line loose by more than 1/10                                8(d-100)²
 *   looser than GK_LOOSE_MOST (told, text.loose)                    500000
 *   a last line with one 字 (clreq 孤字不成行, GB/T 15834 5.1.11)   250000,
 *   more than any line costs that is not too loose: it is always helped when
 *   that can be done decently (9·10⁶ when ragged: more than any unevenness)
 *   a break better not taken                                          1500
 *   one only taken rather than a line too loose (38765—｜2020)       200000
 *   a break inside a name that is wider than the line                 6000
 *   a break inside a unit / a word / against 禁则  3·10⁷ / 6·10⁷ / 2·10⁸,
 *   more than any looseness: as few cuts as possible
 *   each line, so that fewer lines win                         50 (10⁷ when
 *   ragged: there the fewest lines come first, then the evenest)
 * The work grows with the text, not with its square: a start that is too far
 * back for one end is too far for all later ones, so that the starts looked at
 * for one end are those within a measure before it (lines that lack a quarter of
 * it only when there is no fuller one), and a line's widths are differences of
 * sums (adjust.c). tests/bench/lines measures it. */
#include "text/fit.h"

#include "text/report.h"

enum {
  COST_LINE = 50, COST_LINE_RAGGED = 10000000, COST_TOO_LOOSE = 500000, COST_ORPHAN = 250000, COST_ORPHAN_RAGGED = 9000000, COST_POOR = 1500, COST_RESORT = 200000,
  COST_INSIDE_NAME = 6000,
  COST_INSIDE_UNIT = 30000000, COST_INSIDE_WORD = 60000000, COST_KINSOKU = 200000000, COST_OVERFULL = 2000000000,
  CHANGE_MOST = 5000, LOOSE = 100
};

struct gk_line_sums gk_fit_line(const struct gk_fit *fit, size_t start, size_t end) {
  return gk_adjust_sums(fit->work, fit->breaks[start].next, fit->breaks[end].end);
}

static int64_t narrowest(const struct gk_fit *fit, const struct gk_line_sums *line) {
  if (!fit->justify) return line->natural;
  int64_t width = line->natural;
  for (int t = 0; t < GK_SHRINK_TIERS; t++) width -= line->shrink[t];
  return width;
}

/* --- the breaks */

static bool add_break(struct gk_fit *fit, size_t *capacity, size_t next, uint8_t rank) {
  const struct gk_text_work *work = fit->work;
  if (fit->count == *capacity) {
    struct gk_fit_break *more = gk_arena_grow(work->scratch, fit->breaks, capacity, fit->count + 1, sizeof *more);
    if (more == NULL) return false;
    fit->breaks = more;
  }
  size_t low = fit->count > 0 ? fit->breaks[fit->count - 1].next : next, end = next;
  while (end > low && work->atoms[end - 1].space) end--;
  fit->breaks[fit->count++] = (struct gk_fit_break){(uint32_t)next, (uint32_t)end, rank};
  return true;
}

static bool piece_fits(const struct gk_fit *fit, size_t from, size_t to, bool first) {
  while (to > from && fit->work->atoms[to - 1].space) to--;
  struct gk_line_sums sums = gk_adjust_sums(fit->work, from, to);
  return narrowest(fit, &sums) <= (first ? fit->first_measure : fit->measure);
}

/* Adds the breaks within atoms (from, to] where the rank is at least `rank`; a piece that no line can hold is cut at lower ranks. */
static bool add_breaks(struct gk_fit *fit, size_t *capacity, size_t from, size_t to, uint8_t rank) {
  const struct gk_text_atom *atoms = fit->work->atoms;
  for (size_t start = from; start < to;) {
    size_t end = start + 1;
    while (end < to && atoms[end].rank < rank) end++;
    bool cut = rank > GK_BREAK_KINSOKU && end - start > 1 && !piece_fits(fit, start, end, fit->count == 1);
    /* the break at `end` belongs to the caller's level: inner ones come first */
    if (cut && !add_breaks(fit, capacity, start, end, (uint8_t)(rank - 1))) return false;
    if (!cut && end < to && !add_break(fit, capacity, end, atoms[end].rank)) return false;
    if (cut && end < to && !add_break(fit, capacity, end, atoms[end].rank)) return false;
    start = end;
  }
  return true;
}

/* One report for each stretch between proper breaks that had to be cut. */
static void report_cuts(const struct gk_fit *fit) {
  size_t proper = 0;
  for (size_t i = 1; i < fit->count; i++) {
    if (fit->breaks[i].rank < GK_BREAK_INSIDE) continue;
    if (i - proper > 1) gk_report_overfull(fit->work, fit->breaks[proper].next, fit->breaks[i].next, fit->measure);
    proper = i;
  }
}

static bool find_breaks(struct gk_fit *fit, size_t from, size_t to) {
  size_t capacity = 0;
  fit->breaks = NULL;
  fit->count = 0;
  return add_break(fit, &capacity, from, GK_BREAK_GOOD) && add_breaks(fit, &capacity, from, to, fit->justify ? GK_BREAK_RESORT : GK_BREAK_POOR) &&
         add_break(fit, &capacity, to, GK_BREAK_GOOD);
}

/* --- the cost of a line */

static int64_t square(int64_t change, int64_t measure) {
  int64_t d = change * 1000 / measure;
  if (d > CHANGE_MOST) d = CHANGE_MOST;
  return d * d;
}

static int64_t rank_cost(uint8_t rank) {
  switch (rank) {
    case GK_BREAK_KINSOKU: return COST_KINSOKU;
    case GK_BREAK_LETTER: return COST_INSIDE_WORD;
    case GK_BREAK_BOUND: return COST_INSIDE_UNIT;
    case GK_BREAK_INSIDE: return COST_INSIDE_NAME;
    case GK_BREAK_RESORT: return COST_RESORT;
    case GK_BREAK_POOR: return COST_POOR;
    default: return 0;
  }
}

static int64_t shrink_cost(const struct gk_line_sums *line, int64_t need, int64_t measure) {
  int64_t left = need;
  int tier = 0;
  while (tier < GK_SHRINK_TIERS && left > line->shrink[tier]) left -= line->shrink[tier++];
  if (tier == GK_SHRINK_TIERS) return COST_OVERFULL;
  return square(need, measure) * (tier + 1) / 4;
}

static int64_t stretch_cost(const struct gk_fit *fit, const struct gk_line_sums *line, int64_t need, int64_t measure) {
  int64_t cost = square(need, measure);
  if (fit->justify && need <= line->stretch) cost /= 2;
  if (need * 1000 / measure > LOOSE) cost += 8 * square(need - measure * LOOSE / 1000, measure);
  if (fit->justify && gk_adjust_too_loose(fit->work, line, need)) cost += COST_TOO_LOOSE;
  return cost;
}

struct line_cost { int64_t cost; bool fits, loose; };

/* 孤字. In a narrow cell （续） below the rest is a line of its own, whose sense would not gain by a character from the line before. */
static int64_t orphan_cost(const struct gk_fit *fit, const struct gk_line_sums *line) {
  if (line->signs >= 2) return 0;
  if (fit->justify) return COST_ORPHAN;
  return line->natural < 2 * (int64_t)fit->work->pitch ? COST_ORPHAN_RAGGED : 0;
}

static struct line_cost cost_of(const struct gk_fit *fit, size_t start, size_t end) {
  struct gk_line_sums line = gk_fit_line(fit, start, end);
  int64_t measure = gk_fit_measure(fit, start), need = line.natural - measure;
  bool last = end + 1 == fit->count;
  struct line_cost out = {fit->justify ? COST_LINE : COST_LINE_RAGGED, true, false};
  if (need > 0) {
    int64_t cost = fit->justify ? shrink_cost(&line, need, measure) : COST_OVERFULL;
    out.fits = cost < COST_OVERFULL;
    out.cost += cost;
  } else if (!last) {
    out.cost += stretch_cost(fit, &line, -need, measure);
    out.loose = -need > measure / 4;
  }
  if (last && start > 0) out.cost += orphan_cost(fit, &line);
  out.cost += rank_cost(fit->breaks[end].rank);
  return out;
}

/* --- the choice */

struct state { int64_t cost; uint32_t from; };

struct best { int64_t cost; size_t from; bool found; };

static bool consider(const struct gk_fit *fit, const struct state *states, size_t start, size_t end, struct best *best) {
  struct line_cost line = cost_of(fit, start, end);
  if (!line.fits && start + 1 != end) return false;
  int64_t cost = states[start].cost + line.cost;
  if (!best->found || cost <= best->cost) /* of equals the one that fills the earlier lines */
    *best = (struct best){cost, start, true};
  return line.loose;
}

static bool too_far(const struct gk_fit *fit, size_t start, size_t end) {
  struct gk_line_sums line = gk_fit_line(fit, start, end);
  return narrowest(fit, &line) > gk_fit_measure(fit, start);
}

static bool choose(struct gk_fit *fit) {
  size_t m = fit->count - 1, window = 1;
  struct state *states = gk_arena_array(fit->work->scratch, fit->count, sizeof *states);
  if (states == NULL) return false;
  bool first_line = true; /* the first line has a measure of its own, so its start leaves the window by itself */
  for (size_t end = 1; end <= m; end++) {
    struct best best = {0};
    if (first_line && end > 1 && too_far(fit, 0, end)) first_line = false;
    bool loose = first_line && consider(fit, states, 0, end, &best);
    while (window + 1 < end && too_far(fit, window, end)) window++;
    for (size_t start = window; start < end && !(loose && best.found); start++) loose = consider(fit, states, start, end, &best);
    states[end] = (struct state){best.cost, (uint32_t)best.from};
  }
  size_t lines = 0;
  for (size_t i = m; i > 0; i = states[i].from) lines++;
  fit->chosen = gk_arena_array(fit->work->scratch, lines + 1, sizeof *fit->chosen);
  if (fit->chosen == NULL) return false;
  fit->lines = lines;
  for (size_t i = m; i > 0; i = states[i].from) fit->chosen[--lines] = (uint32_t)i;
  return true;
}

bool gk_fit_section(struct gk_fit *fit, size_t from, size_t to) {
  bool ok = find_breaks(fit, from, to) && choose(fit);
  if (ok && fit->work->style->balance && fit->lines > 1) ok = gk_fit_balance(fit);
  if (!ok) {
    gk_report_memory(fit->work->sink);
    return false;
  }
  report_cuts(fit);
  return true;
}
