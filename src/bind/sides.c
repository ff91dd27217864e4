/* Tables of several sides: each side's rows are bound by themselves and then laid
 * beside one another. Decides the common height (the side that needs most), that
 * rows at the foot stand on the same last rows, that a side of several groups of
 * columns flows from one into the next, and that the rest is blank. */
#include <string.h>

#include "bind/grid.h"

struct part { struct gk_grid grid; uint32_t body, foot; };

/* The rows of a side in a grid of its own. */
static void bind_part(struct gk_grid *g, const struct gk_side *side, struct part *part) {
  struct gk_grid *own = &part->grid;
  *own = *g;
  own->cells = NULL;
  own->cell_count = own->cell_capacity = 0;
  own->roles = NULL;
  own->role_capacity = 0;
  own->rows = 0;
  own->record_count = 0;
  own->sums = NULL;
  own->sum_capacity = 0;
  own->rounded = NULL;
  own->across = NULL;
  own->first = (uint32_t)side->first[0];
  own->width = (uint32_t)side->width;
  own->flows = side->count > 1;
  gk_grid_rows(own, side->rows, side->row_count, false);
  part->body = own->rows;
  own->width = (uint32_t)(side->first[side->count - 1] + side->width) - own->first;
  gk_grid_rows(own, side->rows, side->row_count, true);
  part->foot = own->rows - part->body;
  g->record_count += own->record_count;
  gk_grid_settle_addends(own);
  gk_grid_rounding_rows(own);
  if (own->rounded && !g->rounded) {
    g->rounded = own->rounded;
    g->rounded_sum = own->rounded_sum;
    g->rounded_place = own->rounded_place;
  }
  g->printed = own->printed;
  g->printed_count = own->printed_count;
  g->printed_capacity = own->printed_capacity;
}

static uint32_t height_of(const struct gk_side *side, const struct part *part) {
  uint32_t groups = (uint32_t)side->count;
  return (part->body + groups - 1) / groups + part->foot;
}

/* Moves the cells of a side to their places in the table. */
static void lay(struct gk_grid *g, const struct gk_side *side, const struct part *part, uint32_t top, uint32_t height) {
  uint32_t room = height - part->foot; /* for its body */
  for (size_t i = 0; i < part->grid.cell_count; i++) {
    const struct gk_cell *cell = &part->grid.cells[i];
    bool foot = cell->row >= part->body;
    uint32_t row = foot ? room + cell->row - part->body : cell->row % room, group = foot ? 0 : cell->row / room;
    uint32_t column = cell->column + (uint32_t)(side->first[group] - side->first[0]);
    struct gk_cell *laid = gk_grid_cell(g, cell->kind, top + row, column, cell->row_span, cell->column_span);
    if (!laid) return;
    uint32_t number = laid->number;
    *laid = *cell;
    laid->number = number;
    laid->row = top + row;
    laid->column = column;
    enum gk_row_role role = part->grid.roles[cell->row];
    if (role == GK_ROLE_TOTAL) g->roles[top + row] = role;
  }
}

/* Blank cells where no side has one. */
static void fill(struct gk_grid *g, uint32_t top) {
  uint32_t rows = g->rows - top;
  bool *covered = gk_arena_array(g->scratch, (size_t)rows * g->columns + 1, sizeof *covered);
  if (!covered) return;
  for (size_t i = 0; i < g->cell_count; i++) {
    const struct gk_cell *cell = &g->cells[i];
    if (cell->row < top) continue;
    for (uint32_t r = cell->row - top; r < cell->row - top + cell->row_span && r < rows; r++)
      memset(covered + (size_t)r * g->columns + cell->column, true, cell->column_span);
  }
  for (uint32_t r = 0; r < rows; r++)
    for (uint32_t c = 0; c < g->columns; c++)
      if (!covered[(size_t)r * g->columns + c]) gk_grid_cell_at(g, top + r, c, 1);
}

void gk_grid_sides(struct gk_grid *g) {
  const struct gk_table_node *node = g->node;
  struct part *parts = gk_arena_array(g->b->arena, node->side_count, sizeof *parts);
  uint32_t height = 0, top = g->rows;
  if (!parts) return;
  for (size_t i = 0; i < node->side_count; i++) {
    bind_part(g, &node->sides[i], &parts[i]);
    uint32_t h = height_of(&node->sides[i], &parts[i]);
    if (h > height) height = h;
  }
  for (uint32_t r = 0; r < height && !gk_grid_failed(g); r++) gk_grid_row(g, GK_ROLE_BODY);
  if (gk_grid_failed(g)) return;
  for (size_t i = 0; i < node->side_count; i++) lay(g, &node->sides[i], &parts[i], top, height);
  fill(g, top);
}
