/* Footnotes of a table: numbered ① ② … in the order in which heads and then cells
 * refer to them, row by row; the mark stands after the cell's text, raised, and
 * before the note. What no cell of this data refers to is not printed. */
#include <string.h>

#include "bind/grid.h"
#include "bind/number.h"

static struct gk_inline mark_of(struct gk_grid *g, size_t n, struct gk_place layout) {
  gk_bind_number_check(g->b, GK_NUMBER_CIRCLED, n, layout);
  struct gk_inlines number = gk_bind_number(g->b, GK_NUMBER_CIRCLED, n, layout);
  return number.count ? number.items[0] : (struct gk_inline){.text = "", .layout = layout};
}

/* The cell's text with the mark behind it; a figure remains one. */
static void add_mark(struct gk_grid *g, struct gk_cell *cell, size_t n, struct gk_place layout) {
  struct gk_inline *items = gk_arena_array(g->b->arena, cell->content.count + 1, sizeof *items);
  if (!items) return;
  if (cell->content.count) memcpy(items, cell->content.items, cell->content.count * sizeof *items);
  struct gk_inline mark = mark_of(g, n, layout);
  mark.script = GK_SCRIPT_SUPER;
  mark.joined = cell->content.count > 0;
  mark.label = false;
  items[cell->content.count] = mark;
  cell->content = (struct gk_inlines){items, cell->content.count + 1};
  cell->footnote = (uint32_t)n;
}

/* 表注以句号结束 (CY/T 170-2019). */
static void check_stop(struct gk_grid *g, const struct gk_inlines *content, struct gk_place layout) {
  const char *text = gk_inlines_text(g->b->arena, *content);
  size_t n = strlen(text), stop = sizeof "。" - 1;
  if (n < stop || strcmp(text + n - stop, "。") != 0) gk_report(g->b->sink, &gk_msg_bind_note_stop, gk_place_none(), layout, text);
}

static void add_note(struct gk_grid *g, struct gk_table *table, const struct gk_footnote_node *node, size_t n) {
  struct gk_inline_list list = {0};
  gk_compose(g->b, node->content, g->scope, &list);
  struct gk_inline *items = gk_arena_array(g->b->arena, list.count + 1, sizeof *items);
  if (!items) return;
  items[0] = mark_of(g, n, node->place);
  if (list.count) memcpy(items + 1, list.items, list.count * sizeof *items);
  table->notes[table->note_count] = (struct gk_inlines){items, list.count + 1};
  check_stop(g, &table->notes[table->note_count++], node->place);
  table->footnote_count++;
}

static size_t index_of(const struct gk_table_node *node, const char *id) {
  size_t i = 0;
  while (i < node->footnote_count && strcmp(node->footnotes[i].id, id) != 0) i++;
  return i;
}

void gk_grid_footnotes(struct gk_grid *g, struct gk_table *table) {
  const struct gk_table_node *node = g->node;
  if (node->footnote_count == 0) return;
  size_t *numbers = gk_arena_array(g->b->arena, node->footnote_count, sizeof *numbers), count = 0;
  size_t *order = gk_arena_array(g->b->arena, node->footnote_count, sizeof *order);
  struct gk_inlines *notes = gk_arena_array(g->b->arena, table->note_count + node->footnote_count, sizeof *notes);
  if (!numbers || !order || !notes) return;
  for (size_t i = 0; i < g->cell_count; i++) {
    struct gk_cell *cell = &g->cells[i];
    size_t k = cell->note ? index_of(node, cell->note) : node->footnote_count;
    if (k == node->footnote_count) continue;
    if (numbers[k] == 0) {
      order[count] = k;
      numbers[k] = ++count;
    }
    add_mark(g, cell, numbers[k], node->footnotes[k].place);
  }
  if (table->note_count) memcpy(notes, table->notes, table->note_count * sizeof *notes);
  table->notes = notes;
  for (size_t i = 0; i < count; i++) add_note(g, table, &node->footnotes[order[i]], i + 1);
}
