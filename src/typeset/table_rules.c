/* Rules of a table's part on a page (CY/T 170-2019 7): 全线表 has all, 省线表 no
 * outer vertical ones, 三线表 only those above, below the head and at the foot, and
 * 辅助线 where it could not be read without: below what heads several columns, above
 * and below rows that have a label in common or head those below them. A part that
 * a page cuts is closed above and below like a whole.
 *
 * Rules are filled rectangles that meet without a gap and without an overlap:
 * level rules are whole and own the squares where rules meet; upright ones reach
 * from one level rule's edge to the next. The frame stands inside 版心. */
#include <string.h>

#include "typeset/table.h"

struct ruling {
  struct gk_setter *setter;
  struct gk_table_setting *t;
  struct gk_rect block;
  uint32_t *edges, edge_count;  /* columns before which an edge stands, those shown; the last is the table's right */
  bool three, open;
};

static bool add_rule(struct ruling *g, int32_t x, int32_t y, int32_t right, int32_t bottom) {
  if (right <= x || bottom <= y) return true;
  struct gk_item *item = gk_page_add(g->setter);
  if (!item) return false;
  item->kind = GK_ITEM_RULE;
  item->artifact = GK_ARTIFACT_RULE;
  item->rect = (struct gk_rect){g->block.x + x, g->block.y + y, right - x, bottom - y};
  return true;
}

/* --- where rules stand */

/* The cell of row band i in the column after edge e. */
static const struct gk_cell *cell_of(const struct ruling *g, size_t i, uint32_t e) { return gk_cell_at(g->t, g->t->bands[i].row, g->edges[e]); }

/* 辅助线 of a 三线表: `above` heads the columns below it; a label over several rows begins or ends here, at edge e or left of it. */
static bool heads_columns(const struct gk_cell *above, const struct gk_cell *below) { return above != below && above->column_span > 1; }

/* Where heads of columns within the body begin and end. */
static bool heads_end(const struct gk_cell *above, const struct gk_cell *below) {
  return (above->kind == GK_CELL_COLUMN_HEAD) != (below->kind == GK_CELL_COLUMN_HEAD);
}

static bool label_ends(const struct ruling *g, size_t i, uint32_t e) {
  for (uint32_t at = 0; at <= e; at++) {
    const struct gk_cell *above = cell_of(g, i - 1, at), *below = cell_of(g, i, at);
    if (above != below && (above->row_span > 1 || below->row_span > 1)) return true;
  }
  return false;
}

static bool auxiliary_at(const struct ruling *g, size_t i, uint32_t e) {
  uint32_t head = g->t->table->head_rows, above = g->t->bands[i - 1].row, below = g->t->bands[i].row;
  if (below < head) return heads_columns(cell_of(g, i - 1, e), cell_of(g, i, e));
  const struct gk_cell *upper = cell_of(g, i - 1, e), *lower = cell_of(g, i, e);
  return above < head || (upper != lower && (heads_end(upper, lower) || label_ends(g, i, e)));
}

/* A level rule above band i (band_count: below the last) in the column after edge e. */
static bool level_at(const struct ruling *g, size_t i, uint32_t e) {
  const struct gk_table_setting *t = g->t;
  if (i == 0 || i == t->band_count) return true;
  return g->three ? auxiliary_at(g, i, e) : cell_of(g, i - 1, e) != cell_of(g, i, e);
}

/* An upright rule at edge e beside band i. */
static bool upright_at(const struct ruling *g, size_t i, uint32_t e) {
  if (g->three) return false;
  if (e == 0 || e + 1 == g->edge_count) return !g->open;
  return cell_of(g, i, e - 1) != cell_of(g, i, e);
}

/* Any level rule that meets edge e above band i. */
static bool meets(const struct ruling *g, size_t i, uint32_t e) {
  return (e > 0 && level_at(g, i, e - 1)) || (e + 1 < g->edge_count && level_at(g, i, e));
}

struct span { int32_t from, to; };

/* The band of a level rule above band i. */
static struct span level_span(const struct ruling *g, size_t i) {
  const struct gk_table_setting *t = g->t;
  bool frame = i == 0 || i == t->band_count;
  int32_t thick = frame ? t->style->frame : t->style->rule, y = i == t->band_count ? t->bands[i - 1].bottom : t->bands[i].top;
  int32_t top = y - thick / 2, lowest = g->block.height - thick;
  if (top > lowest) top = lowest;
  if (top < 0) top = 0;
  return (struct span){top, top + thick};
}

static struct span upright_span(const struct ruling *g, uint32_t e) {
  const struct gk_table_setting *t = g->t;
  int32_t x = e + 1 == g->edge_count ? t->width : t->x[g->edges[e]];
  if (e == 0) return (struct span){x, x + t->style->frame};
  if (e + 1 == g->edge_count) return (struct span){x - t->style->frame, x};
  return (struct span){x - t->style->rule / 2, x - t->style->rule / 2 + t->style->rule};
}

/* --- level rules */

/* An upright rule above or below meets the end of a level one at edge e above band i: the level one covers the square. */
static bool upright_meets(const struct ruling *g, size_t i, uint32_t e) {
  return (i > 0 && upright_at(g, i - 1, e)) || (i < g->t->band_count && upright_at(g, i, e));
}

/* Among the heads of a 三线表: below each head of several columns a rule that does not touch the next. */
static bool add_below_heads(struct ruling *g, size_t i) {
  struct span y = level_span(g, i);
  for (uint32_t e = 0; e + 1 < g->edge_count;) {
    uint32_t from = e;
    const struct gk_cell *head = cell_of(g, i - 1, e);
    while (e + 1 < g->edge_count && cell_of(g, i - 1, e) == head) e++;
    int32_t inset = g->t->style->padding_x, left = g->t->x[g->edges[from]] + inset, right = g->t->x[g->edges[e]] - inset;
    if (level_at(g, i, from) && !add_rule(g, left, y.from, right, y.to)) return false;
  }
  return true;
}

static bool add_level(struct ruling *g, size_t i) {
  struct span y = level_span(g, i);
  if (g->three && i > 0 && i < g->t->band_count && g->t->bands[i].row < g->t->table->head_rows) return add_below_heads(g, i);
  for (uint32_t e = 0; e + 1 < g->edge_count;) {
    uint32_t from = e;
    while (e + 1 < g->edge_count && level_at(g, i, e)) e++;
    if (e > from) {
      int32_t left = upright_meets(g, i, from) || from == 0 ? upright_span(g, from).from : g->t->x[g->edges[from]];
      int32_t right = upright_meets(g, i, e) || e + 1 == g->edge_count ? upright_span(g, e).to : g->t->x[g->edges[e]];
      if (!add_rule(g, left, y.from, right, y.to)) return false;
    }
    while (e + 1 < g->edge_count && !level_at(g, i, e)) e++;
  }
  return true;
}

/* --- upright rules */

static bool add_upright(struct ruling *g, uint32_t e) {
  struct span x = upright_span(g, e);
  size_t n = g->t->band_count;
  for (size_t i = 0; i < n;) {
    if (!upright_at(g, i, e)) {
      i++;
      continue;
    }
    int32_t from = meets(g, i, e) ? level_span(g, i).to : g->t->bands[i].top;
    do i++;
    while (i < n && upright_at(g, i, e) && !meets(g, i, e));
    if (!add_rule(g, x.from, from, x.to, meets(g, i, e) ? level_span(g, i).from : g->t->bands[i].top)) return false;
  }
  return true;
}

bool gk_table_rules(struct gk_setter *setter, struct gk_table_setting *t) {
  struct ruling g = {.setter = setter, .t = t, .block = gk_setter_block(setter)};
  if (t->band_count == 0) return true;
  g.three = strcmp(t->style->rules, "three") == 0;
  g.open = strcmp(t->style->rules, "open") == 0;
  g.edges = gk_arena_array(setter->arena, (size_t)t->table->columns + 1, sizeof *g.edges);
  if (!g.edges) return false;
  for (uint32_t c = 0; c < t->table->columns; c++)
    if (t->x[c + 1] > t->x[c]) g.edges[g.edge_count++] = c;
  g.edges[g.edge_count++] = t->table->columns;
  for (size_t i = 0; i <= t->band_count; i++)
    if (!add_level(&g, i)) return false;
  for (uint32_t e = 0; e < g.edge_count; e++)
    if (!add_upright(&g, e)) return false;
  return true;
}
