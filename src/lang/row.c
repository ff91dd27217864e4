/* Rows of a table. Decides which records the columns stand for, and for each row
 * its cells, which must fit the columns; a row of records without cells of its
 * own takes the columns' of=. */
#include <stdio.h>
#include <string.h>

#include "lang/inside.h"

#define BODY "row rows total empty note"
#define SPAN_MOST 1000
#define INDENT_MOST 20
#define EMPTY_ROWS_MOST 100
#define BIT(class) (1u << GK_CLASS_##class)

struct rows { struct gk_row *items; size_t count, capacity; };

/* ------------------------------------------------------- records */

static struct gk_expr *records_path(struct gk_lang *l, const struct gk_xml_attribute *of, const struct gk_lang_scope *scope) {
  return gk_lang_path(l, of, scope, BIT(RECORDS), "多条记录", "records");
}

static bool has_cells(const struct gk_xml_node *row) {
  for (const struct gk_xml_node *n = row->first; n; n = n->next)
    if (gk_lang_is(n, "cell")) return true;
  return false;
}

/* Checks the columns over the records that the attribute names. */
static void over(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *head, const struct gk_xml_attribute *of,
                 const struct gk_lang_scope *scope) {
  struct gk_expr *records = records_path(l, of, scope);
  if (!records) return;
  struct gk_lang_scope inside = {scope, records->field};
  gk_lang_columns_over(l, table, head, &inside);
}

static const struct gk_xml_attribute *any_of(const struct gk_xml_node *node) {
  for (const struct gk_xml_node *n = node->first; n; n = n->next) {
    const struct gk_xml_attribute *of = gk_lang_is(n, "col") ? gk_xml_lookup(n, "of") : gk_lang_is(n, "group") ? any_of(n) : NULL;
    if (of) return of;
  }
  return NULL;
}

void gk_lang_table_records(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_xml_node *head,
                           const struct gk_lang_scope *scope) {
  const struct gk_xml_attribute *rows = gk_xml_lookup(xml, "rows"), *column = any_of(head);
  bool records = rows != NULL;
  if (rows) over(l, table, head, rows, scope);
  for (const struct gk_xml_node *n = xml->first; n; n = n->next) {
    const struct gk_xml_attribute *of = gk_xml_lookup(n, "of");
    bool total = gk_lang_is(n, "total"), bare = gk_lang_is(n, "rows") && !has_cells(n);
    if (!of || (!total && !bare)) continue;
    /* The total of the table's own records needs no second look. */
    if (!total || !rows || strcmp(rows->value, of->value) != 0) over(l, table, head, of, scope);
    records = true;
  }
  if (!records && column) gk_lang_report(l, &gk_msg_lang_column_records, column->name_place, "");
  else if (records && !column) gk_lang_report(l, &gk_msg_lang_columns_none, head->place, "");
}

/* ------------------------------------------------------- cells */

static int column_named(const struct gk_table_node *table, const char *id) {
  for (size_t i = 0; i < table->leaf_count; i++)
    if (table->leaves[i]->id && strcmp(table->leaves[i]->id, id) == 0) return (int)i;
  return -1;
}

static void report_column(struct gk_lang *l, const struct gk_table_node *table, const struct gk_xml_attribute *a) {
  const char **names = gk_arena_array(l->arena, table->leaf_count + 1, sizeof *names);
  size_t n = 0;
  for (size_t i = 0; names && i < table->leaf_count; i++)
    if (table->leaves[i]->id) names[n++] = table->leaves[i]->id;
  gk_lang_report_near(l, &gk_msg_lang_column, a->value_place, a->value, names, names ? n : 0, NULL, NULL);
}

/* Where the cells of a row have got to. */
struct filling { size_t next; bool named, faulty; };

static void place_cell(struct gk_lang *l, const struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_row_cell *cell,
                       struct filling *filling) {
  size_t at = filling->next;
  if (cell->column) {
    int index = column_named(table, cell->column);
    filling->named = true;
    if (index < 0) {
      report_column(l, table, gk_xml_lookup(xml, "column"));
      filling->faulty = true;
      return;
    }
    at = (size_t)index;
  }
  if (at >= filling->next && at < table->leaf_count && cell->span <= table->leaf_count - at) {
    filling->next = at + cell->span;
    return;
  }
  filling->faulty = true;
  char columns[24], filled[24];
  snprintf(columns, sizeof columns, "%zu", table->leaf_count);
  snprintf(filled, sizeof filled, "%zu", filling->next);
  gk_lang_report(l, &gk_msg_lang_cell_fit, xml->place, columns, filled);
}

static void read_cells(struct gk_lang *l, const struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_lang_scope *scope,
                       struct gk_row *row) {
  struct filling filling = {0};
  size_t capacity = 0;
  for (const struct gk_xml_node *n = xml->first; n && !gk_arena_failed(l->arena); n = n->next) {
    if (gk_lang_text_child(l, n)) continue;
    if (!gk_lang_is(n, "cell")) {
      gk_lang_refuse_element(l, n, "cell");
      continue;
    }
    gk_lang_attributes(l, n, "column span");
    struct gk_row_cell *cells = gk_arena_grow(l->arena, row->cells, &capacity, row->count + 1, sizeof *cells);
    if (!cells) return;
    row->cells = cells;
    struct gk_row_cell *cell = &cells[row->count++];
    *cell = (struct gk_row_cell){.column = gk_lang_string(l, n, "column"), .span = gk_lang_count(l, n, "span", 1, SPAN_MOST, 1), .place = n->place};
    cell->content = gk_lang_inline(l, n, scope);
    if (!cell->content) cell->content = gk_lang_template_of(l, &(struct gk_lang_pieces){0}, n->place);
    place_cell(l, table, n, cell, &filling);
  }
  if (row->count == 0 || filling.named || filling.faulty || filling.next == table->leaf_count) return;
  char columns[24], filled[24];
  snprintf(columns, sizeof columns, "%zu", table->leaf_count);
  snprintf(filled, sizeof filled, "%zu", filling.next);
  gk_lang_report(l, &gk_msg_lang_cell_count, xml->place, columns, filled);
}

/* ------------------------------------------------------- rows */

static struct gk_row *add_row(struct gk_lang *l, struct rows *rows, enum gk_row_kind kind, struct gk_place place) {
  struct gk_row *items = gk_arena_grow(l->arena, rows->items, &rows->capacity, rows->count + 1, sizeof *items);
  if (!items) return NULL;
  rows->items = items;
  items[rows->count] = (struct gk_row){.kind = kind, .place = place};
  return &items[rows->count++];
}

static void read_fixed(struct gk_lang *l, const struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_lang_scope *scope,
                       struct rows *rows) {
  gk_lang_attributes(l, xml, "id when indent");
  gk_lang_id(l, xml);
  struct gk_row *row = add_row(l, rows, GK_ROW_FIXED, xml->place);
  if (!row) return;
  const struct gk_xml_attribute *when = gk_xml_lookup(xml, "when");
  if (when) row->test = gk_lang_test(l, when, scope);
  row->indent = gk_lang_count(l, xml, "indent", 0, INDENT_MOST, 0);
  read_cells(l, table, xml, scope, row);
  if (row->count == 0) gk_lang_report(l, &gk_msg_lang_empty, xml->place, xml->name);
}

static void read_records(struct gk_lang *l, const struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_lang_scope *scope,
                         struct rows *rows) {
  gk_lang_attributes(l, xml, "id of! indent");
  gk_lang_id(l, xml);
  struct gk_row *row = add_row(l, rows, GK_ROW_RECORDS, xml->place);
  const struct gk_xml_attribute *of = gk_xml_lookup(xml, "of");
  if (!row || !of) return;
  row->indent = gk_lang_count(l, xml, "indent", 0, INDENT_MOST, 0);
  row->records = records_path(l, of, scope);
  if (!row->records) return;
  struct gk_lang_scope inside = {scope, row->records->field};
  read_cells(l, table, xml, &inside, row);
}

static bool has_figures(const struct gk_table_node *table) {
  for (size_t i = 0; i < table->leaf_count; i++) {
    const struct gk_expr *e = table->leaves[i]->value;
    if (e && (e->kind != GK_EXPR_PATH || gk_lang_class_is_number(gk_lang_class_of(e->field)))) return true;
  }
  return false;
}

static void read_total(struct gk_lang *l, const struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_lang_scope *scope,
                       struct rows *rows, struct gk_expr *records) {
  gk_lang_attributes(l, xml, "id title! of place");
  gk_lang_id(l, xml);
  for (const struct gk_xml_node *n = xml->first; n; n = n->next)
    if (!gk_lang_text_child(l, n)) gk_lang_refuse_element(l, n, "");
  bool first = gk_lang_choice(l, xml, "place", "last first", 0) == 1;
  struct gk_row row = {.kind = GK_ROW_TOTAL, .place = xml->place};
  row.title = gk_lang_template_value(l, gk_xml_lookup(xml, "title"), scope);
  const struct gk_xml_attribute *of = gk_xml_lookup(xml, "of");
  if (of) row.records = records_path(l, of, scope);
  else row.records = records;
  if (!of && !records && !l->failed) gk_lang_report(l, &gk_msg_lang_total_of, xml->place, "");
  else if (!has_figures(table) && !l->failed) gk_lang_report(l, &gk_msg_lang_total_figures, xml->place, "");
  struct gk_row *added = add_row(l, rows, GK_ROW_TOTAL, xml->place);
  if (!added) return;
  if (!first) {
    *added = row;
    return;
  }
  memmove(rows->items + 1, rows->items, (rows->count - 1) * sizeof *rows->items);
  rows->items[0] = row;
}

static void read_empty(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  gk_lang_attributes(l, xml, "rows");
  if (table->empty) gk_lang_report(l, &gk_msg_lang_twice, xml->place, xml->name, xml->parent->name);
  table->empty_rows = gk_lang_count(l, xml, "rows", 0, EMPTY_ROWS_MOST, 1);
  table->empty = gk_lang_inline(l, xml, scope);
  if (!table->empty && !gk_arena_failed(l->arena)) gk_lang_report(l, &gk_msg_lang_empty, xml->place, xml->name);
}

/* The records of the first rows that are listed: what a <total> without of= adds up. */
static struct gk_expr *first_records(const struct rows *rows) {
  for (size_t i = 0; i < rows->count; i++)
    if (rows->items[i].kind == GK_ROW_RECORDS) return rows->items[i].records;
  return NULL;
}

/* <total> may stand before the rows it adds up, so totals take the first records of the whole table. */
static struct gk_expr *listed(struct gk_lang *l, const struct gk_xml_node *xml, const struct rows *rows, const struct gk_lang_scope *scope) {
  struct gk_expr *records = first_records(rows);
  for (const struct gk_xml_node *n = xml->first; n && !records; n = n->next) {
    const struct gk_xml_attribute *of = gk_lang_is(n, "rows") ? gk_xml_lookup(n, "of") : NULL;
    if (of) records = records_path(l, of, scope);
  }
  return records;
}

void gk_lang_rows(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  struct rows rows = {0};
  const struct gk_xml_attribute *of = gk_xml_lookup(xml, "rows");
  if (of) {
    struct gk_row *row = add_row(l, &rows, GK_ROW_RECORDS, of->value_place);
    if (row) row->records = records_path(l, of, scope);
  }
  for (const struct gk_xml_node *n = xml->first; n && !gk_arena_failed(l->arena); n = n->next) {
    if (gk_lang_text_child(l, n) || gk_lang_is(n, "head") || gk_lang_is(n, "note")) continue;
    if (gk_lang_is(n, "row")) read_fixed(l, table, n, scope, &rows);
    else if (gk_lang_is(n, "rows")) read_records(l, table, n, scope, &rows);
    else if (gk_lang_is(n, "total")) read_total(l, table, n, scope, &rows, listed(l, xml, &rows, scope));
    else if (gk_lang_is(n, "empty")) read_empty(l, table, n, scope);
    else gk_lang_refuse_element(l, n, "head " BODY);
  }
  bool any = false;
  for (size_t i = 0; i < rows.count; i++) any |= rows.items[i].kind != GK_ROW_TOTAL;
  if (!any && !gk_arena_failed(l->arena)) gk_lang_report(l, &gk_msg_lang_rows_none, xml->place, "");
  table->rows = rows.items;
  table->row_count = rows.count;
}
