/* Tables: the head, whose tree gives the columns, and what stands around the
 * grid. Decides columns, titles and their defaults; rows are row.c's. */
#include <string.h>

#include "lang/inside.h"

#define TABLE "id title unit rows style orientation left right page-total brought-forward"
#define EMPTY_ROWS_MOST 100
#define COLUMN "id note of title format align merge scope width distribute total indent serial number direction below"

struct columns { struct gk_column **items; size_t count, capacity; };

static void read_columns(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *parent, const struct gk_lang_scope *scope, unsigned depth,
                         struct columns *out);

static void add_column(struct gk_lang *l, struct columns *columns, struct gk_column *column) {
  struct gk_column **items = gk_arena_grow(l->arena, columns->items, &columns->capacity, columns->count + 1, sizeof *items);
  if (!items) return;
  columns->items = items;
  items[columns->count++] = column;
}

static struct gk_column *read_column(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_lang_scope *scope,
                                     unsigned depth) {
  struct gk_column *column = gk_arena_alloc(l->arena, sizeof *column);
  if (!column) return NULL;
  column->group = gk_lang_is(xml, "group");
  column->place = xml->place;
  gk_lang_attributes(l, xml, column->group ? "id note title!" : COLUMN);
  column->title = gk_lang_template_value(l, gk_xml_lookup(xml, "title"), scope);
  if (depth > table->head_depth) table->head_depth = depth;
  column->id = gk_lang_id(l, xml);
  column->note = gk_lang_string(l, xml, "note");
  if (!column->group) {
    gk_lang_column_set(l, column, xml, scope);
    return column;
  }
  struct columns children = {0};
  read_columns(l, table, xml, scope, depth + 1, &children);
  column->children = children.items;
  column->count = children.count;
  if (!xml->first || (children.count == 0 && !l->failed)) gk_lang_report(l, &gk_msg_lang_empty, xml->place, xml->name);
  return column;
}

static void read_columns(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *parent, const struct gk_lang_scope *scope, unsigned depth,
                         struct columns *out) {
  for (const struct gk_xml_node *n = parent->first; n && !gk_arena_failed(l->arena); n = n->next) {
    if (gk_lang_text_child(l, n)) continue;
    if (!gk_lang_is(n, "col") && !gk_lang_is(n, "group")) {
      gk_lang_refuse_element(l, n, "col group");
      continue;
    }
    struct gk_column *column = read_column(l, table, n, scope, depth);
    if (column) add_column(l, out, column);
  }
}

static void gather_leaves(struct gk_lang *l, struct gk_column **columns, size_t n, struct columns *leaves) {
  for (size_t i = 0; i < n; i++) {
    if (columns[i]->group) gather_leaves(l, columns[i]->children, columns[i]->count, leaves);
    else add_column(l, leaves, columns[i]);
  }
}

/* ------------------------------------------------------- values */

/* The leaf elements of the head in order: they pair with table->leaves. */
static const struct gk_xml_node *next_leaf(const struct gk_xml_node *head, const struct gk_xml_node *at) {
  const struct gk_xml_node *n = at ? at : head;
  for (;;) {
    if (n->first && !gk_lang_is(n, "col")) n = n->first;
    else {
      while (n != head && !n->next) n = n->parent;
      if (n == head) return NULL;
      n = n->next;
    }
    /* Only under <head> and <group>: what stands elsewhere was refused and made no column. */
    bool holder = n->parent == head || gk_lang_is(n->parent, "group");
    if (holder && gk_lang_is(n, "col")) return n;
  }
}

static void set_value(struct gk_lang *l, struct gk_column *column, const struct gk_xml_node *xml, const struct gk_xml_attribute *of,
                      const struct gk_lang_part *part) {
  struct gk_lang_text t = gk_lang_text_of(of->value, strlen(of->value), of->value_place, GK_LANG_VALUE);
  if (!gk_lang_printable(l, &t, part)) return;
  const struct gk_xml_attribute *format = gk_xml_lookup(xml, "format");
  column->value = part->expr;
  if (format) {
    struct gk_lang_text f = gk_lang_text_of(format->value, strlen(format->value), format->value_place, GK_LANG_VALUE);
    /* The value's words are those of of=, not of format=: hand them over for the message. */
    struct gk_lang_part value = *part;
    value.from = value.to = 0;
    column->has_format = gk_lang_format(l, &f, 0, f.size, &value, &column->format, &column->argument);
  }
}

void gk_lang_columns_over(struct gk_lang *l, const struct gk_lang_window *w, const struct gk_lang_scope *records) {
  const struct gk_table_node *table = w->table;
  const struct gk_xml_node *xml = NULL;
  bool any = false;
  for (size_t i = 0; w->head && i < w->first + w->width && (xml = next_leaf(w->head, xml)); i++) {
    const struct gk_xml_attribute *of = i >= w->first ? gk_xml_lookup(xml, "of") : NULL;
    any |= of != NULL;
    if (!of) continue;
    struct gk_lang_part part = gk_lang_expr_value(l, of, records);
    if (part.expr && !table->leaves[i]->value) set_value(l, table->leaves[i], xml, of, &part);
  }
  if (!any && w->head) gk_lang_report(l, &gk_msg_lang_columns_none, w->head->place, "");
}

/* ------------------------------------------------------- names and titles */

static void set_names(struct gk_lang *l, struct gk_column *column, const struct gk_xml_node *xml) {
  const struct gk_expr *value = column->value;
  bool path = value && value->kind == GK_EXPR_PATH;
  const struct gk_xml_attribute *of = gk_xml_lookup(xml, "of"), *id = gk_xml_lookup(xml, "id"), *title = gk_xml_lookup(xml, "title");
  if (!id && path) column->id = value->text;
  if (title || (of && !value)) return; /* given, or its fault was reported */
  if (column->serial) {
    column->title = gk_lang_template_fixed(l, "序号", xml->place);
    return;
  }
  if (path) column->title = gk_lang_template_fixed(l, value->field->title, of->value_place);
  else gk_lang_report(l, &gk_msg_lang_column_title, xml->place, "");
}

static void name_columns(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *head) {
  const struct gk_xml_node *xml = NULL;
  for (size_t i = 0; i < table->leaf_count && (xml = next_leaf(head, xml)); i++) {
    struct gk_column *column = table->leaves[i];
    set_names(l, column, xml);
    for (size_t k = 0; column->id && k < i; k++)
      if (table->leaves[k]->id && strcmp(table->leaves[k]->id, column->id) == 0) {
        gk_lang_report(l, &gk_msg_lang_column_twice, column->place, column->id);
        break;
      }
  }
}

/* ------------------------------------------------------- the table */

static const struct gk_xml_node *find_head(struct gk_lang *l, const struct gk_xml_node *xml) {
  const struct gk_xml_node *head = NULL;
  bool first = true;
  for (const struct gk_xml_node *n = xml->first; n; n = n->next) {
    if (!n->name) continue;
    if (gk_lang_is(n, "head")) {
      if (head) gk_lang_report(l, &gk_msg_lang_twice, n->place, n->name, xml->name);
      else if (!first) gk_lang_report(l, &gk_msg_lang_order, n->place, n->name, xml->name, "最前", "first");
      if (!head) head = n;
    }
    first = false;
  }
  if (!head) gk_lang_report(l, &gk_msg_lang_order, xml->place, "head", xml->name, "最前", "first");
  return head;
}

static void read_head(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *head, const struct gk_lang_scope *scope) {
  struct columns columns = {0}, leaves = {0};
  gk_lang_attributes(l, head, "numbers");
  table->numbers = gk_lang_template_value(l, gk_xml_lookup(head, "numbers"), scope);
  read_columns(l, table, head, scope, 1, &columns);
  table->columns = columns.items;
  table->column_count = columns.count;
  gather_leaves(l, columns.items, columns.count, &leaves);
  table->leaves = leaves.items;
  table->leaf_count = leaves.count;
  if (leaves.count == 0) gk_lang_report(l, &gk_msg_lang_empty, head->place, head->name);
}

static void set_table_style(struct gk_lang *l, const struct gk_layout *layout, struct gk_table_node *table, const struct gk_xml_node *xml) {
  const struct gk_xml_attribute *a = gk_xml_lookup(xml, "style");
  table->style = a ? a->value : "table";
  if (!a || gk_layout_table_style(layout, a->value)) return;
  const char **names = gk_arena_array(l->arena, layout->table_style_count + 1, sizeof *names);
  if (!names) return;
  for (size_t i = 0; i < layout->table_style_count; i++) names[i] = layout->table_styles[i]->name;
  gk_lang_report_near(l, &gk_msg_lang_table_style, a->value_place, a->value, names, layout->table_style_count, NULL, NULL);
}

static void set_around(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  static const char *const units[] = {NULL, "万元", "元"};
  static const enum gk_orientation orientations[] = {GK_ORIENT_AUTO, GK_ORIENT_PORTRAIT, GK_ORIENT_LANDSCAPE};
  const struct gk_xml_attribute *unit = gk_xml_lookup(xml, "unit"), *right = gk_xml_lookup(xml, "right");
  table->title = gk_lang_template_value(l, gk_xml_lookup(xml, "title"), scope);
  table->info_left = gk_lang_template_value(l, gk_xml_lookup(xml, "left"), scope);
  table->info_right = gk_lang_template_value(l, right, scope);
  table->unit = units[gk_lang_choice(l, xml, "unit", "万元 元", -1) + 1];
  if (table->unit && !right) {
    const char *text = gk_arena_printf(l->arena, "单位：%s", table->unit);
    table->info_right = gk_lang_template_fixed(l, text, unit->value_place);
  }
  table->orientation = orientations[gk_lang_choice(l, xml, "orientation", "auto portrait landscape", 0)];
}

static void read_notes(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  size_t capacity = 0;
  for (const struct gk_xml_node *n = xml->first; n; n = n->next) {
    if (!gk_lang_is(n, "note")) continue;
    gk_lang_attributes(l, n, "id");
    gk_lang_id(l, n);
    struct gk_template *note = gk_lang_inline(l, n, scope);
    if (!note && !gk_arena_failed(l->arena)) gk_lang_report(l, &gk_msg_lang_empty, n->place, n->name);
    struct gk_template **notes = gk_arena_grow(l->arena, table->notes, &capacity, table->note_count + 1, sizeof *notes);
    if (!note || !notes) continue;
    table->notes = notes;
    notes[table->note_count++] = note;
  }
}

static void read_empty(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *parent, const struct gk_lang_scope *scope) {
  for (const struct gk_xml_node *n = parent->first; n; n = n->next) {
    if (!gk_lang_is(n, "empty")) continue;
    gk_lang_attributes(l, n, "rows");
    if (table->empty) gk_lang_report(l, &gk_msg_lang_twice, n->place, n->name, parent->name);
    table->empty_rows = gk_lang_count(l, n, "rows", 0, EMPTY_ROWS_MOST, 1);
    table->empty = gk_lang_inline(l, n, scope);
    if (!table->empty && !gk_arena_failed(l->arena)) gk_lang_report(l, &gk_msg_lang_empty, n->place, n->name);
  }
}

void gk_lang_table_around(struct gk_lang *l, const struct gk_layout *layout, struct gk_table_node *table, const struct gk_xml_node *xml,
                          const struct gk_lang_scope *scope) {
  set_table_style(l, layout, table, xml);
  set_around(l, table, xml, scope);
  read_notes(l, table, xml, scope);
  gk_lang_footnotes(l, table, xml, scope);
}

/* Whether the columns have values to take from records: said when they have and there are none. */
static const struct gk_xml_attribute *any_of(const struct gk_xml_node *node) {
  for (const struct gk_xml_node *n = node->first; n; n = n->next) {
    const struct gk_xml_attribute *of = gk_lang_is(n, "col") ? gk_xml_lookup(n, "of") : gk_lang_is(n, "group") ? any_of(n) : NULL;
    if (of) return of;
  }
  return NULL;
}

/* Records the columns' of= can stand for: those listed without cells of their own, and those of totals. */
static bool lists_records(const struct gk_xml_node *xml) {
  if (gk_lang_is(xml, "table") && gk_xml_lookup(xml, "rows")) return true;
  for (const struct gk_xml_node *n = xml->first; n; n = n->next) {
    bool inside = gk_lang_is(n, "side") || gk_lang_is(n, "band");
    if (inside && lists_records(n)) return true;
    bool cells = false;
    for (const struct gk_xml_node *c = gk_lang_is(n, "rows") ? n->first : NULL; c; c = c->next) cells |= gk_lang_is(c, "cell");
    if (gk_xml_lookup(n, "of") && ((gk_lang_is(n, "rows") && !cells) || gk_lang_is(n, "total"))) return true;
  }
  return false;
}

/* Before the names of the columns, which follow from the records. */
static void find_records(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_xml_node *head,
                         const struct gk_lang_scope *scope) {
  struct gk_lang_window w = {.table = table, .head = head, .first = 0, .width = table->leaf_count};
  const struct gk_xml_attribute *of = any_of(head);
  if (of && !lists_records(xml)) gk_lang_report(l, &gk_msg_lang_column_records, of->name_place, "");
  gk_lang_records(l, &w, xml, scope);
  gk_lang_sides(l, table, xml, head, scope);
}

struct gk_table_node *gk_lang_table(struct gk_lang *l, const struct gk_layout *layout, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  struct gk_table_node *table = gk_arena_alloc(l->arena, sizeof *table);
  if (!table) return NULL;
  gk_lang_attributes(l, xml, TABLE);
  gk_lang_table_around(l, layout, table, xml, scope);
  table->page_total = gk_lang_string(l, xml, "page-total");
  table->brought_forward = gk_lang_string(l, xml, "brought-forward");
  read_empty(l, table, xml, scope);
  const struct gk_xml_node *head = find_head(l, xml);
  if (!head) return table;
  read_head(l, table, head, scope);
  if (table->leaf_count == 0 || gk_arena_failed(l->arena)) return table;
  find_records(l, table, xml, head, scope);
  name_columns(l, table, head);
  if (gk_lang_side_rows(l, table, xml, head, scope)) return table;
  struct gk_lang_window w = {.table = table, .head = head, .first = 0, .width = table->leaf_count};
  struct gk_lang_row_list rows = gk_lang_rows(l, &w, xml, scope);
  table->rows = rows.items;
  table->row_count = rows.count;
  return table;
}
