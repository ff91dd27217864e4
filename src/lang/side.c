/* Tables of two or more sides (收入 | 支出), each with rows of its own in some of
 * the columns. Decides which columns a side has: those of the groups it names, each
 * as wide as the first; every column but the running numbers belongs to one side. */
#include <string.h>

#include "lang/inside.h"

/* ------------------------------------------------------- columns by name */

struct finding { const char *name; size_t leaf; size_t first, width; size_t count; const char **names; size_t name_count; };

/* Columns and groups under `columns` that go by the name; counts leaves on the way. */
static void find(struct finding *f, struct gk_column *const *columns, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const struct gk_column *column = columns[i];
    size_t before = f->leaf;
    if (column->group) find(f, column->children, column->count);
    else f->leaf++;
    if (!column->id) continue;
    if (f->names) f->names[f->name_count++] = column->id;
    if (strcmp(column->id, f->name) != 0) continue;
    f->first = before;
    f->width = f->leaf - before;
    f->count++;
  }
}

static size_t nodes_of(struct gk_column *const *columns, size_t n) {
  size_t count = n;
  for (size_t i = 0; i < n; i++) count += nodes_of(columns[i]->children, columns[i]->count);
  return count;
}

static void report_name(struct gk_lang *l, const struct gk_table_node *table, const struct gk_xml_attribute *a, const char *name) {
  struct finding f = {.name = name, .names = gk_arena_array(l->arena, nodes_of(table->columns, table->column_count) + 1, sizeof(char *))};
  if (f.names) find(&f, table->columns, table->column_count);
  gk_lang_report_near(l, &gk_msg_lang_side_name, a->value_place, name, f.names, f.name_count, NULL, NULL);
}

/* Whether the columns are free, and stand right of what earlier sides have. */
static bool is_free(const struct gk_table_node *table, const struct gk_side *side, size_t first) {
  size_t end = 0;
  for (size_t s = 0; s < table->side_count; s++) end = table->sides[s].first[table->sides[s].count - 1] + table->sides[s].width;
  if (side->count) end = side->first[side->count - 1] + side->width;
  return first >= end;
}

static bool read_columns(struct gk_lang *l, const struct gk_table_node *table, const struct gk_xml_node *xml, struct gk_side *side) {
  const struct gk_xml_attribute *a = gk_xml_lookup(xml, "columns");
  const char **words;
  size_t n;
  if (!a || !gk_lang_split(l, a->value, &words, &n)) return false;
  side->first = gk_arena_array(l->arena, n + 1, sizeof *side->first);
  if (!side->first) return false;
  side->place = xml->place;
  for (size_t i = 0; i < n; i++) {
    struct finding f = {.name = words[i]};
    find(&f, table->columns, table->column_count);
    if (f.count == 0) {
      report_name(l, table, a, words[i]);
      return false;
    }
    const struct gk_message *message = f.count > 1 ? &gk_msg_lang_column_twice : !is_free(table, side, f.first) ? &gk_msg_lang_side_order :
                                       side->count && f.width != side->width ? &gk_msg_lang_side_width : NULL;
    if (message) {
      gk_lang_report(l, message, a->value_place, words[i]);
      return false;
    }
    side->width = f.width;
    side->first[side->count++] = f.first;
  }
  if (side->count == 0) gk_lang_report(l, &gk_msg_lang_blank, a->name_place, a->name);
  return side->count > 0;
}

/* ------------------------------------------------------- rows */

static bool belongs(const struct gk_table_node *table, size_t leaf) {
  for (size_t s = 0; s < table->side_count; s++)
    for (size_t g = 0; g < table->sides[s].count; g++)
      if (leaf >= table->sides[s].first[g] && leaf < table->sides[s].first[g] + table->sides[s].width) return true;
  return false;
}

static void check_left(struct gk_lang *l, const struct gk_table_node *table) {
  for (size_t i = 0; i < table->leaf_count; i++)
    if (!table->leaves[i]->serial && !belongs(table, i)) gk_lang_report(l, &gk_msg_lang_side_left, table->leaves[i]->place, "");
}

static struct gk_side *add_side(struct gk_lang *l, struct gk_table_node *table, const struct gk_side *side) {
  struct gk_side *sides = gk_arena_array(l->arena, table->side_count + 1, sizeof *sides);
  if (!sides) return NULL;
  if (table->side_count) memcpy(sides, table->sides, table->side_count * sizeof *sides);
  table->sides = sides;
  sides[table->side_count] = *side;
  return &sides[table->side_count++];
}

void gk_lang_sides(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_xml_node *head, const struct gk_lang_scope *scope) {
  bool before = l->failed, any = false;
  l->failed = false;
  for (const struct gk_xml_node *n = xml->first; n && !gk_arena_failed(l->arena); n = n->next) {
    if (!gk_lang_is(n, "side")) continue;
    any = true;
    gk_lang_attributes(l, n, "id columns!");
    gk_lang_id(l, n);
    struct gk_side side = {0};
    if (!read_columns(l, table, n, &side) || !add_side(l, table, &side)) continue;
    struct gk_lang_window w = {.table = table, .head = head, .first = side.first[0], .width = side.width};
    gk_lang_records(l, &w, n, scope);
  }
  if (any && !l->failed) check_left(l, table);
  l->failed |= before;
}

/* The side that was made of the element; NULL: it was faulty. */
static struct gk_side *side_of(const struct gk_table_node *table, const struct gk_xml_node *xml) {
  for (size_t i = 0; i < table->side_count; i++)
    if (table->sides[i].place.source == xml->place.source && table->sides[i].place.offset == xml->place.offset) return &table->sides[i];
  return NULL;
}

bool gk_lang_side_rows(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_xml_node *head, const struct gk_lang_scope *scope) {
  bool any = false;
  for (const struct gk_xml_node *n = xml->first; n && !gk_arena_failed(l->arena); n = n->next) {
    if (!gk_lang_is(n, "side")) continue;
    any = true;
    struct gk_side *side = side_of(table, n);
    if (!side) continue;
    struct gk_lang_window w = {.table = table, .head = head, .first = side->first[0], .width = side->width, .side = side};
    struct gk_lang_row_list rows = gk_lang_rows(l, &w, n, scope);
    side->rows = rows.items;
    side->row_count = rows.count;
  }
  if (!any) return false;
  for (const struct gk_xml_node *n = xml->first; n; n = n->next) {
    if (gk_lang_text_child(l, n) || gk_lang_word("head side empty note", n->name, strlen(n->name)) >= 0) continue;
    if (gk_lang_word("row rows total band", n->name, strlen(n->name)) >= 0) gk_lang_report(l, &gk_msg_lang_side_mixed, n->place, n->name);
    else gk_lang_refuse_element(l, n, "head side empty note");
  }
  const struct gk_xml_attribute *rows = gk_xml_lookup(xml, "rows");
  if (rows) gk_lang_report(l, &gk_msg_lang_side_mixed, rows->name_place, "rows");
  return true;
}
