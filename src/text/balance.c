/* Titles: the fewest lines, of similar length, broken where the sense allows.
 * GB/T 9704 7.3.1 wants a title 词意完整、排列对称、长短适宜, several lines in the
 * shape of a 梯形 or 菱形, so that neither equal lines nor a waist in the middle
 * are liked. With d = a line's distance from the mean in 1/1000 of the measure,
 * the cost is the sum of
 *   d² · 250000 a break that is not a good one though the title has good ones
 *   200000 a line of one character · 100000 a break inside a name
 *   90000 a break better not taken · 60000 a break at no turn of the sense
 *   300000 a break inside a word of a label, in place of the 90000
 *   30000 a line that grows again after one that shrank (waist)
 *   20000 a first line of fewer than four characters · 6000 two lines of one
 *   length
 *   100 a lower line longer than the upper one (the other way is usual)
 * What is inside a word is no break at all (sense.c). State: the last line's two
 * breaks and whether the lines have begun to shrink. Very long or many-lined
 * titles keep the choice of fit.c. */
#include "text/fit.h"

enum {
  BREAKS_MOST = 100, LINES_MOST = 6,
  COST_NOT_GOOD = 250000, COST_LABEL_WORD = 300000, COST_LONE = 200000, COST_INSIDE = 100000, COST_WAIST = 30000,
  COST_SHORT = 20000, COST_POOR = 90000, COST_PLAIN = 60000, COST_EQUAL = 6000, COST_RISING = 100
};

struct cell { int64_t cost; uint8_t from; uint8_t fell; bool reached; }; /* from: the break before the last line; fell: the state it came from */

struct balance {
  struct gk_fit *fit;
  size_t m;                   /* number of the last break */
  int64_t target;
  bool has_good;
  int64_t *widths;            /* [start][end] */
  struct cell *cells;         /* [line][start][end][fell] */
};

static struct cell *cell_at(const struct balance *b, size_t line, size_t start, size_t end, unsigned fell) {
  size_t stride = b->m + 1;
  return &b->cells[((line * stride + start) * stride + end) * 2 + fell];
}

static int64_t *width_at(const struct balance *b, size_t start, size_t end) {
  return &b->widths[start * (b->m + 1) + end];
}

static int64_t alone(const struct balance *b, size_t start, size_t end) {
  const struct gk_fit *fit = b->fit;
  int64_t d = (*width_at(b, start, end) - b->target) * 1000 / gk_fit_measure(fit, start), cost = d * d;
  struct gk_line_sums line = gk_fit_line(fit, start, end);
  if (start == 0 && line.signs < 4) cost += COST_SHORT;
  if (line.signs < 2) cost += COST_LONE;
  if (end == b->m) return cost;
  uint8_t rank = fit->breaks[end].rank;
  if (b->has_good && rank < GK_BREAK_GOOD) cost += COST_NOT_GOOD;
  if (rank == GK_BREAK_INSIDE || rank == GK_BREAK_RESORT) cost += COST_INSIDE;
  else if (rank == GK_BREAK_POOR) cost += fit->work->style->words == GK_WORDS_PREFERRED ? COST_LABEL_WORD : COST_POOR;
  else if (rank == GK_BREAK_PLAIN) cost += COST_PLAIN;
  return cost;
}

static bool fits(const struct balance *b, size_t start, size_t end) {
  return *width_at(b, start, end) <= gk_fit_measure(b->fit, start);
}

/* From the line start→middle to the line middle→end. */
static void step(struct balance *b, size_t line, size_t start, size_t middle, unsigned fell, size_t end) {
  const struct cell *from = cell_at(b, line, start, middle, fell);
  int64_t change = *width_at(b, middle, end) - *width_at(b, start, middle);
  int64_t cost = from->cost + alone(b, middle, end);
  int64_t same = b->fit->work->style->size / 2;
  unsigned falls = fell;
  if (change < same && change > -same) cost += COST_EQUAL;
  else if (change > 0) cost += fell ? COST_WAIST : COST_RISING;
  else falls = 1;
  struct cell *to = cell_at(b, line + 1, middle, end, falls);
  if (!to->reached || cost < to->cost) *to = (struct cell){cost, (uint8_t)start, (uint8_t)fell, true};
}

static void fill(struct balance *b, size_t lines) {
  for (size_t end = 1; end <= b->m; end++)
    if (fits(b, 0, end)) *cell_at(b, 0, 0, end, 0) = (struct cell){alone(b, 0, end), 0, 0, true};
  for (size_t line = 0; line + 1 < lines; line++)
    for (size_t start = 0; start < b->m; start++)
      for (size_t middle = start + 1; middle < b->m; middle++)
        for (unsigned fell = 0; fell < 2; fell++) {
          if (!cell_at(b, line, start, middle, fell)->reached) continue;
          for (size_t end = middle + 1; end <= b->m && fits(b, middle, end); end++) step(b, line, start, middle, fell, end);
        }
}

static void take_best(struct balance *b, size_t lines) {
  size_t start = 0;
  unsigned fell = 0;
  const struct cell *best = NULL;
  for (size_t s = 0; s < b->m; s++)
    for (unsigned f = 0; f < 2; f++) {
      const struct cell *c = cell_at(b, lines - 1, s, b->m, f);
      if (!c->reached || (best != NULL && best->cost <= c->cost)) continue;
      best = c;
      start = s;
      fell = f;
    }
  if (best == NULL) return;
  size_t end = b->m;
  for (size_t line = lines; line-- > 0;) {
    const struct cell *c = cell_at(b, line, start, end, fell);
    b->fit->chosen[line] = (uint32_t)end;
    end = start;
    start = c->from;
    fell = c->fell;
  }
}

bool gk_fit_balance(struct gk_fit *fit) {
  if (fit->count > BREAKS_MOST || fit->lines > LINES_MOST) return true;
  struct balance b = {.fit = fit, .m = fit->count - 1};
  struct gk_arena *scratch = fit->work->scratch;
  b.widths = gk_arena_array(scratch, fit->count * fit->count, sizeof *b.widths);
  b.cells = gk_arena_array(scratch, fit->lines * fit->count * fit->count * 2, sizeof *b.cells);
  if (b.widths == NULL || b.cells == NULL) return false;
  for (size_t end = 1; end <= b.m; end++) {
    if (end < b.m && fit->breaks[end].rank < GK_BREAK_INSIDE) return true; /* something had to be cut: not a matter of balance */
    b.has_good = b.has_good || (end < b.m && fit->breaks[end].rank == GK_BREAK_GOOD);
    for (size_t start = 0; start < end; start++) *width_at(&b, start, end) = gk_fit_line(fit, start, end).natural;
  }
  b.target = *width_at(&b, 0, b.m) / (int64_t)fit->lines;
  fill(&b, fit->lines);
  take_best(&b, fit->lines);
  return true;
}
