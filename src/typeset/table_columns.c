/* Widths of columns, the size of the text and the sheet a table stands on.
 *
 * A column wants the width of its longest content on one line, and needs at
 * least its widest unbreakable piece and, to be readable, three characters (or
 * its longest content, if that is less). A width wanted by the layout takes the
 * place of both, never below the widest unbreakable piece. What a spanning cell
 * lacks is shared by its columns in proportion to what they want. Numbers on the
 * decimal point need the widest integer part and the widest rest together.
 *
 * Room for all: what is left goes to the columns in proportion. Not enough:
 * columns that want no more than an equal share get it, the others their least
 * and a share of the rest in proportion to what they still lack, so that their
 * longest cells come out about equally high.
 *
 * Least widths beyond 版心: a turned sheet (AUTO), then smaller text by steps of
 * 号 down to 六号 7.5 pt (reported), then less than readable; then it is an error. */
#include <string.h>

#include "typeset/table.h"

enum { READABLE = 3, FLOOR = 7500 };

struct want { int32_t least, natural; bool given; };

struct columns {
  struct gk_table_work *w;
  struct want *wants;
  uint32_t n;
  uint32_t *spans;     /* spans[k]: first cell that spans k columns, next[i]: the next such; cell number + 1 */
  uint32_t *next;
  int32_t inset;       /* rule and padding of one column */
};

/* --- what columns want */

static int32_t least_of(struct columns *k, const struct gk_cell *cell, int32_t known, bool readable) {
  struct gk_table_work *w = k->w;
  int32_t natural = w->cells[cell->number].natural, size = gk_is_head(cell) ? w->head.size : w->cell.size;
  if (natural <= known) return known;             /* cannot need more than is known to be needed */
  if (readable && natural <= READABLE * size) return natural;
  int32_t smallest = gk_table_cell_smallest(w, cell);
  return readable && smallest < READABLE * size ? READABLE * size : smallest;
}

static void share_lack(struct columns *k, const struct gk_cell *cell, int32_t need, bool natural) {
  int64_t have = 0, weight = 0;
  uint32_t from = cell->column, to = from + cell->column_span;
  for (uint32_t c = from; c < to; c++) {
    have += natural ? k->wants[c].natural : k->wants[c].least;
    weight += k->wants[c].natural;
  }
  int64_t lack = need - have, seen = 0, given = 0;
  if (lack <= 0) return;
  for (uint32_t c = from; c < to; c++) {
    seen += weight ? k->wants[c].natural : 1;
    int64_t upto = lack * seen / (weight ? weight : (int64_t)(to - from));
    if (natural) k->wants[c].natural += (int32_t)(upto - given);
    else k->wants[c].least += (int32_t)(upto - given);
    given = upto;
  }
}

static void gather(struct columns *k, bool natural, bool readable) {
  const struct gk_table *table = k->w->table;
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i];
    if (cell->column_span > 1) continue;
    struct want *want = &k->wants[cell->column];
    int32_t *to = natural ? &want->natural : &want->least;
    int32_t value = (natural ? k->w->cells[i].natural : least_of(k, cell, *to - k->inset, readable && !want->given)) + k->inset;
    if (value > *to) *to = value;
  }
}

static void gather_spans(struct columns *k, bool natural, bool readable) {
  const struct gk_table *table = k->w->table;
  for (uint32_t span = 2; span <= k->n; span++) {
    for (uint32_t i = k->spans[span]; i; i = k->next[i - 1]) {
      const struct gk_cell *cell = &table->cells[i - 1];
      int64_t have = 0;
      for (uint32_t c = cell->column; c < cell->column + span; c++) have += k->wants[c].least;
      int32_t known = (int32_t)(have - k->inset);
      share_lack(k, cell, (natural ? k->w->cells[i - 1].natural : least_of(k, cell, known, readable)) + k->inset, natural);
    }
  }
}

/* Integer parts and rests on the point; what the numbers of a column need together. */
static void gather_points(struct columns *k) {
  struct gk_table_work *w = k->w;
  const struct gk_table *table = w->table;
  int32_t *whole = w->fractions + 2 * (size_t)k->n;
  memset(w->fractions, 0, 3 * (size_t)k->n * sizeof *w->fractions);
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_table_cell *c = &w->cells[i];
    uint32_t column = table->cells[i].column;
    if (c->point < 0) continue;
    int32_t rest = c->natural - c->point;
    if (c->point > whole[column]) whole[column] = c->point;
    if (rest > w->fractions[column]) w->fractions[column] = rest;
  }
  for (uint32_t c = 0; c < k->n; c++) {
    int32_t need = whole[c] + w->fractions[c] + k->inset;
    if (whole[c] && need > k->wants[c].natural) k->wants[c].natural = need;
    if (whole[c] && need > k->wants[c].least) k->wants[c].least = need;
  }
}

static void want_naturally(struct columns *k) {
  const int32_t *widths = k->w->table->widths;
  for (uint32_t c = 0; c < k->n; c++) k->wants[c] = (struct want){k->inset, k->inset, widths && widths[c] > 0};
  gather(k, true, false);
  gather_points(k);
  gather_spans(k, true, false);
}

static void want_at_least(struct columns *k, bool readable) {
  for (uint32_t c = 0; c < k->n; c++) k->wants[c].least = k->inset;
  gather(k, false, readable);
  gather_points(k);
  gather_spans(k, false, readable);
}

/* The layout's wanted widths: in place of natural ones, and of least ones above the unbreakable (known after want_at_least). */
static void want_given(struct columns *k) {
  struct gk_table_work *w = k->w;
  for (uint32_t c = 0; c < k->n; c++) {
    struct want *want = &k->wants[c];
    if (!want->given) continue;
    int64_t width = (int64_t)w->table->widths[c] * w->cell.size / 1000 + k->inset;
    if (width > GK_MEASURE_FREE) width = GK_MEASURE_FREE;
    if (want->least < (int32_t)width) want->least = (int32_t)width;
    want->natural = want->least;
  }
  for (uint32_t c = 0; c < k->n; c++)
    if (k->wants[c].natural < k->wants[c].least) k->wants[c].natural = k->wants[c].least;
}

static int64_t sum(const struct columns *k, bool natural) {
  int64_t total = 0;
  for (uint32_t c = 0; c < k->n; c++) total += natural ? k->wants[c].natural : k->wants[c].least;
  return total;
}

/* --- giving out widths */

/* `left` in proportion to a weight per column, to the last mpt. */
static void give(struct columns *k, int64_t left, const int64_t *weights) {
  int64_t total = 0, seen = 0, given = 0;
  for (uint32_t c = 0; c < k->n; c++) total += weights[c];
  if (total == 0) return;
  for (uint32_t c = 0; c < k->n; c++) {
    seen += weights[c];
    int64_t upto = left * seen / total;
    k->w->columns[c] += (int32_t)(upto - given);
    given = upto;
  }
}

static bool give_enough(struct columns *k, int32_t room) {
  int64_t *weights = gk_arena_array(k->w->scratch, k->n, sizeof *weights);
  if (!weights) return false;
  int64_t left = room;
  for (uint32_t c = 0; c < k->n; c++) {
    k->w->columns[c] = k->wants[c].natural;
    left -= k->wants[c].natural;
    weights[c] = k->wants[c].given ? 0 : k->wants[c].natural;
  }
  give(k, left, weights); /* all given: the table is narrower than 版心 */
  return true;
}

/* The column of the smallest natural width that is not settled and can have it: no more than an equal share, and the others keep their least. */
static uint32_t next_content(const struct columns *k, const bool *settled, int64_t left, int64_t least, uint32_t open) {
  uint32_t best = k->n;
  for (uint32_t c = 0; c < k->n; c++)
    if (!settled[c] && (best == k->n || k->wants[c].natural < k->wants[best].natural)) best = c;
  if (best == k->n || k->wants[best].natural > left / open || k->wants[best].natural > left - (least - k->wants[best].least)) return k->n;
  return best;
}

static bool give_scarce(struct columns *k, int32_t room) {
  bool *settled = gk_arena_array(k->w->scratch, k->n, sizeof *settled);
  int64_t *weights = gk_arena_array(k->w->scratch, k->n, sizeof *weights), left = room, least = sum(k, false);
  if (!settled || !weights) return false;
  uint32_t open = k->n;
  for (uint32_t c; open > 0 && (c = next_content(k, settled, left, least, open)) < k->n; open--) {
    settled[c] = true;
    k->w->columns[c] = k->wants[c].natural;
    left -= k->wants[c].natural;
    least -= k->wants[c].least;
  }
  for (uint32_t c = 0; c < k->n; c++) {
    if (settled[c]) continue;
    k->w->columns[c] = k->wants[c].least;
    left -= k->wants[c].least;
    weights[c] = k->wants[c].natural - k->wants[c].least;
  }
  give(k, left, weights);
  return true;
}

/* --- size and sheet */

static int32_t line_pitch(const struct gk_table_work *w, const struct gk_style *style) {
  int32_t pitch = style->line ? style->line : gk_grid_pitch(w->set);
  return pitch < style->size ? style->size : pitch;
}

/* Sets the styles at a size (0: their own); false when it is no smaller. */
static bool set_size(struct gk_table_work *w, const struct gk_style *head, const struct gk_style *cell, int32_t size) {
  if (size && size >= w->cell.size) return false;
  w->head = *head;
  w->cell = *cell;
  w->head_line = line_pitch(w, head);
  w->cell_line = line_pitch(w, cell);
  if (size == 0) return true;
  w->cell.size = size;
  w->cell_line = (int32_t)((int64_t)w->cell_line * size / cell->size);
  if (head->size > size) {
    w->head.size = size;
    w->head_line = (int32_t)((int64_t)w->head_line * size / head->size);
  }
  return true;
}

/* Room for the columns on a sheet. */
static int32_t room_of(const struct gk_table_work *w, bool rotated) {
  int32_t measure = rotated ? w->set->page_style->text_height : w->set->page_style->text_width;
  return measure - 2 * w->frame + w->rule;
}

/* Whether the columns fit a sheet by `width`; sets the sheet. */
static bool choose_sheet(struct gk_table_work *w, int64_t width) {
  enum gk_orientation orientation = w->table->orientation;
  for (int rotated = orientation == GK_ORIENT_LANDSCAPE; rotated <= (orientation != GK_ORIENT_PORTRAIT); rotated++) {
    w->rotated = rotated;
    if (width <= room_of(w, rotated)) return true;
  }
  return false;
}

static const char *thousandths(struct gk_table_work *w, int64_t value) {
  char text[GK_DECIMAL_TEXT_MAX];
  gk_decimal_format(gk_decimal_trim((struct gk_decimal){value, 3}), false, text);
  return gk_arena_strdup(w->scratch, text);
}

static void report_too_wide(struct gk_table_work *w, int64_t least) {
  /* tenths of a millimetre: 1 mm is 72000 / 25.4 mpt */
  const char *need = thousandths(w, (least * 254 + 71999) / 72000 * 100), *room = thousandths(w, (int64_t)room_of(w, w->rotated) * 254 / 72000 * 100);
  const char *size = thousandths(w, w->cell.size);
  if (need && room && size) gk_report(w->set->sink, &gk_msg_typeset_table_too_wide, gk_place_none(), w->layout, w->name, need, room, size);
  w->set->failed = true;
}

static void report_shrunk(struct gk_table_work *w, int32_t from) {
  const char *a = thousandths(w, from), *b = thousandths(w, w->cell.size);
  if (a && b) gk_report(w->set->sink, &gk_msg_typeset_table_shrunk, gk_place_none(), w->layout, w->name, a, b);
}

/* At the size the styles have now. */
static bool fits(struct columns *k, bool readable) {
  struct gk_table_work *w = k->w;
  want_naturally(k);
  bool given = false;
  for (uint32_t c = 0; c < k->n; c++) given |= k->wants[c].given;
  bool upright = w->table->orientation != GK_ORIENT_LANDSCAPE;
  w->rotated = !upright;
  if (!given && sum(k, true) <= room_of(w, !upright)) return true; /* least widths are of no interest */
  want_at_least(k, readable);
  want_given(k);
  return choose_sheet(w, sum(k, false));
}

static bool find_spans(struct columns *k) {
  const struct gk_table *table = k->w->table;
  k->spans = gk_arena_array(k->w->scratch, (size_t)k->n + 1, sizeof *k->spans);
  k->next = gk_arena_array(k->w->scratch, table->cell_count, sizeof *k->next);
  if (!k->spans || !k->next) return false;
  for (size_t i = table->cell_count; i-- > 0;) {
    uint32_t span = table->cells[i].column_span;
    k->next[i] = k->spans[span];
    k->spans[span] = (uint32_t)i + 1;
  }
  return true;
}

static bool place_edges(struct columns *k) {
  struct gk_table_work *w = k->w;
  int32_t room = room_of(w, w->rotated);
  if (!(sum(k, true) <= room ? give_enough(k, room) : give_scarce(k, room))) return false;
  int32_t right = w->rule - w->rule_left, x = w->frame - right;
  w->edges[0] = 0;
  for (uint32_t c = 0; c < k->n; c++) w->edges[c + 1] = x += w->columns[c];
  w->width = w->edges[k->n] += w->frame - w->rule_left;
  w->measure = w->rotated ? w->set->page_style->text_height : w->set->page_style->text_width;
  w->x = (w->measure - w->width) / 2;
  w->around_width = w->width > w->measure / 2 ? w->width : w->measure / 2;
  w->around_x = (w->measure - w->around_width) / 2;
  return true;
}

bool gk_table_columns(struct gk_table_work *w) {
  static const int32_t steps[] = {0, 10500, 9000, FLOOR};
  struct columns k = {.w = w, .n = w->table->columns, .inset = w->rule + 2 * w->pad_x};
  const struct gk_style head = w->head, cell = w->cell;
  k.wants = gk_arena_array(w->scratch, k.n, sizeof *k.wants);
  if (!k.wants || !find_spans(&k)) return false;
  bool found = false;
  for (size_t i = 0; !found && i < sizeof steps / sizeof *steps; i++) {
    if (!set_size(w, &head, &cell, steps[i])) continue;
    if (!gk_table_cells_natural(w)) return false;
    found = fits(&k, true);
  }
  if (!found && !fits(&k, false)) {
    report_too_wide(w, sum(&k, false));
    return false;
  }
  if (w->cell.size < cell.size) report_shrunk(w, cell.size);
  return place_edges(&k) && !gk_arena_failed(w->scratch);
}
