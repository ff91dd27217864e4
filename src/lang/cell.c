/* The cells of one row against the columns it may fill. Decides which column each
 * cell is in: in order, or the one it names; columns of running numbers (序号) are
 * passed over, for nobody types a number. */
#include <stdio.h>
#include <string.h>

#include "lang/inside.h"

#define SPAN_MOST 1000
#define BIT(class) (1u << GK_CLASS_##class)

/* Where the cells of a row have got to. */
struct filling { size_t next; bool named, faulty; };

static size_t end_of(const struct gk_lang_window *w) { return w->first + w->width; }

static int column_named(const struct gk_lang_window *w, const char *id) {
  for (size_t i = w->first; i < end_of(w); i++)
    if (w->table->leaves[i]->id && strcmp(w->table->leaves[i]->id, id) == 0) return (int)i;
  return -1;
}

static void report_column(struct gk_lang *l, const struct gk_lang_window *w, const struct gk_xml_attribute *a) {
  const char **names = gk_arena_array(l->arena, w->width + 1, sizeof *names);
  size_t n = 0;
  for (size_t i = w->first; names && i < end_of(w); i++)
    if (w->table->leaves[i]->id) names[n++] = w->table->leaves[i]->id;
  gk_lang_report_near(l, &gk_msg_lang_column, a->value_place, a->value, names, names ? n : 0, NULL, NULL);
}

static void pass_serial(const struct gk_lang_window *w, struct filling *filling) {
  while (filling->next < end_of(w) && w->table->leaves[filling->next]->serial) filling->next++;
}

static void report_fit(struct gk_lang *l, const struct gk_message *message, struct gk_place place, const struct gk_lang_window *w, size_t next) {
  char columns[24], filled[24];
  snprintf(columns, sizeof columns, "%zu", w->width);
  snprintf(filled, sizeof filled, "%zu", next - w->first);
  gk_lang_report(l, message, place, columns, filled);
}

static void place_cell(struct gk_lang *l, const struct gk_lang_window *w, const struct gk_xml_node *xml, const struct gk_row_cell *cell,
                       struct filling *filling) {
  pass_serial(w, filling);
  size_t at = filling->next;
  if (cell->column) {
    int index = column_named(w, cell->column);
    filling->named = true;
    if (index < 0) {
      report_column(l, w, gk_xml_lookup(xml, "column"));
      filling->faulty = true;
      return;
    }
    at = (size_t)index;
  }
  if (at >= filling->next && at < end_of(w) && cell->span <= end_of(w) - at) {
    filling->next = at + cell->span;
    return;
  }
  filling->faulty = true;
  report_fit(l, &gk_msg_lang_cell_fit, xml->place, w, filling->next);
}

static void read_cell(struct gk_lang *l, const struct gk_xml_node *n, const struct gk_lang_scope *scope, struct gk_row_cell *cell) {
  static const enum gk_cell_head heads[] = {GK_CELL_NO_HEAD, GK_CELL_HEAD_ROW, GK_CELL_HEAD_COLUMN};
  gk_lang_attributes(l, n, "of column note span head merge align direction");
  *cell = (struct gk_row_cell){.column = gk_lang_string(l, n, "column"), .note = gk_lang_string(l, n, "note"), .span = gk_lang_count(l, n, "span", 1, SPAN_MOST, 1), .place = n->place};
  cell->head = heads[gk_lang_choice(l, n, "head", "none row column", 0)];
  cell->merge = gk_lang_choice(l, n, "merge", "none equal", 0) == 1;
  cell->vertical = gk_lang_choice(l, n, "direction", "horizontal vertical", 0) == 1;
  cell->align = gk_lang_align(l, n, &cell->has_align);
  cell->content = gk_lang_inline(l, n, scope);
  const struct gk_xml_attribute *of = gk_xml_lookup(n, "of");
  if (of && cell->content) gk_lang_report(l, &gk_msg_lang_both, n->place, n->name);
  if (of) cell->of = gk_lang_path(l, of, scope, BIT(TEXT) | BIT(TEXTS), "一段或多段文字", "a text or paragraphs");
  if (!cell->content) cell->content = gk_lang_template_of(l, &(struct gk_lang_pieces){0}, n->place);
}

void gk_lang_cells(struct gk_lang *l, const struct gk_lang_window *w, const struct gk_xml_node *xml, const struct gk_lang_scope *scope, struct gk_row *row) {
  struct filling filling = {.next = w->first};
  size_t capacity = 0;
  for (const struct gk_xml_node *n = xml->first; n && !gk_arena_failed(l->arena); n = n->next) {
    if (gk_lang_text_child(l, n) || gk_lang_is(n, "subtotal")) continue;
    if (!gk_lang_is(n, "cell")) {
      gk_lang_refuse_element(l, n, gk_lang_is(xml, "rows") ? "cell subtotal" : "cell");
      continue;
    }
    struct gk_row_cell *cells = gk_arena_grow(l->arena, row->cells, &capacity, row->count + 1, sizeof *cells);
    if (!cells) return;
    row->cells = cells;
    struct gk_row_cell *cell = &cells[row->count++];
    read_cell(l, n, scope, cell);
    place_cell(l, w, n, cell, &filling);
  }
  pass_serial(w, &filling);
  if (row->count == 0 || filling.named || filling.faulty || filling.next == end_of(w)) return;
  report_fit(l, &gk_msg_lang_cell_count, xml->place, w, filling.next);
}
