/* Rows of a table. Decides which records the columns stand for, and what each kind
 * of row may say: rows written out, rows of records (also as a tree of codes, also
 * with subtotals), totals, bands of rows with one label. Cells are cell.c's. */
#include <stdio.h>
#include <string.h>

#include "lang/inside.h"

#define BODY "row rows total band"
#define SPAN_MOST 1000
#define INDENT_MOST 20
#define BIT(class) (1u << GK_CLASS_##class)

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
static void over(struct gk_lang *l, const struct gk_lang_window *w, const struct gk_xml_attribute *of, const struct gk_lang_scope *scope) {
  struct gk_expr *records = records_path(l, of, scope);
  if (!records) return;
  struct gk_lang_scope inside = {scope, records->field};
  gk_lang_columns_over(l, w, &inside);
}

/* Inside a band the label's columns are taken. */
static struct gk_lang_window inner(const struct gk_lang_window *w, unsigned span) {
  struct gk_lang_window in = *w;
  in.side = NULL;
  size_t taken = span < w->width ? span : w->width;
  in.first += taken;
  in.width -= taken;
  return in;
}

/* The span as it stands; that it is none is said when the band is read. */
static unsigned span_of(const struct gk_xml_node *band) {
  const struct gk_xml_attribute *a = gk_xml_lookup(band, "span");
  unsigned span = 0;
  for (const char *p = a ? a->value : "1"; *p >= '0' && *p <= '9' && span <= SPAN_MOST; p++) span = span * 10 + (unsigned)(*p - '0');
  return span ? span : 1;
}

void gk_lang_records(struct gk_lang *l, const struct gk_lang_window *w, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  const struct gk_xml_attribute *rows = gk_lang_is(xml, "table") ? gk_xml_lookup(xml, "rows") : NULL;
  if (rows) over(l, w, rows, scope);
  for (const struct gk_xml_node *n = xml->first; n; n = n->next) {
    const struct gk_xml_attribute *of = gk_xml_lookup(n, "of");
    bool total = gk_lang_is(n, "total"), bare = gk_lang_is(n, "rows") && !has_cells(n);
    if (gk_lang_is(n, "band")) {
      struct gk_lang_window in = inner(w, span_of(n));
      gk_lang_records(l, &in, n, scope);
    }
    if (!of || (!total && !bare)) continue;
    /* The total of the table's own records needs no second look. */
    if (!total || !rows || strcmp(rows->value, of->value) != 0) over(l, w, of, scope);
  }
}

/* ------------------------------------------------------- rows */

struct reading { struct gk_lang *l; const struct gk_lang_window *w; const struct gk_xml_node *xml; const struct gk_lang_scope *scope; struct gk_lang_row_list *out; };

static struct gk_row *add_row(struct reading *r, enum gk_row_kind kind, struct gk_place place) {
  struct gk_lang_row_list *rows = r->out;
  struct gk_row *items = gk_arena_grow(r->l->arena, rows->items, &rows->capacity, rows->count + 1, sizeof *items);
  if (!items) return NULL;
  rows->items = items;
  items[rows->count] = (struct gk_row){.kind = kind, .numbering = GK_NUMBER_NONE, .span = 1, .place = place};
  return &items[rows->count++];
}

static void read_when(struct reading *r, const struct gk_xml_node *xml, struct gk_row *row) {
  const struct gk_xml_attribute *when = gk_xml_lookup(xml, "when");
  if (when) row->test = gk_lang_test(r->l, when, r->scope);
}

static bool in_side(const struct gk_xml_node *xml) { return gk_lang_is(xml, "side"); }

/* place="foot" is the foot of a side. */
static void check_foot(struct reading *r, const struct gk_xml_node *xml, const struct gk_row *row) {
  if (row->foot && !in_side(r->xml)) gk_lang_report(r->l, &gk_msg_lang_foot, gk_xml_lookup(xml, "place")->value_place, "");
}

static void read_fixed(struct reading *r, const struct gk_xml_node *xml) {
  gk_lang_attributes(r->l, xml, "id when indent place role");
  gk_lang_id(r->l, xml);
  struct gk_row *row = add_row(r, GK_ROW_FIXED, xml->place);
  if (!row) return;
  read_when(r, xml, row);
  row->indent = gk_lang_count(r->l, xml, "indent", 0, INDENT_MOST, 0);
  row->foot = gk_lang_choice(r->l, xml, "place", "body foot", 0) == 1;
  row->total = gk_lang_choice(r->l, xml, "role", "body total", 0) == 1 || row->foot;
  check_foot(r, xml, row);
  struct gk_lang_window w = *r->w;
  /* At the foot of a side of several groups the cells go across all of them. */
  if (row->foot && w.side) w.width = w.side->first[w.side->count - 1] + w.side->width - w.first;
  gk_lang_cells(r->l, &w, xml, r->scope, row);
  if (row->count == 0) gk_lang_report(r->l, &gk_msg_lang_empty, xml->place, xml->name);
}

/* A table lists its records once: by its own rows=, or by <rows> in it: with both, records are printed twice. */
static void check_once(struct reading *r, const struct gk_xml_node *xml) {
  const struct gk_xml_node *table = xml->parent;
  while (table && !gk_lang_is(table, "table")) table = table->parent;
  const struct gk_xml_attribute *own = table ? gk_xml_lookup(table, "rows") : NULL;
  if (!own) return;
  char line[16];
  snprintf(line, sizeof line, "%u", gk_place_position(own->name_place).line);
  gk_lang_report(r->l, &gk_msg_lang_rows_twice, xml->place, own->value, line);
}

/* "1 3": the levels of a tree that are printed. */
static unsigned read_levels(struct gk_lang *l, const struct gk_xml_attribute *a) {
  const char **words;
  size_t n;
  unsigned set = 0;
  if (!a || !gk_lang_split(l, a->value, &words, &n)) return 0;
  for (size_t i = 0; i < n; i++) {
    bool fine = words[i][0] >= '1' && words[i][0] <= '0' + GK_CODE_LEVELS_MOST && !words[i][1];
    if (fine) set |= 1u << (words[i][0] - '1');
    else gk_lang_report(l, &gk_msg_lang_level, a->value_place, words[i]);
  }
  if (n == 0) gk_lang_report(l, &gk_msg_lang_level, a->value_place, a->value);
  return set;
}

static enum gk_numbering read_numbering(struct gk_lang *l, const struct gk_xml_node *xml) {
  static const enum gk_numbering kinds[] = {GK_NUMBER_NONE, GK_NUMBER_CHINESE, GK_NUMBER_CHINESE_PAREN, GK_NUMBER_ARABIC, GK_NUMBER_ARABIC_PAREN, GK_NUMBER_CIRCLED};
  return kinds[gk_lang_choice(l, xml, "numbering", "none 一、 （一） 1. （1） ①", 0)];
}

static void read_tree(struct reading *r, const struct gk_xml_node *xml, struct gk_row *row) {
  struct gk_lang *l = r->l;
  const struct gk_xml_attribute *tree = gk_xml_lookup(xml, "tree"), *levels = gk_xml_lookup(xml, "levels"), *all = gk_xml_lookup(xml, "all");
  row->tree = gk_lang_yes(l, xml, "tree");
  row->levels = read_levels(l, levels);
  row->all = gk_lang_yes(l, xml, "all");
  if (!row->tree && (levels || all)) gk_lang_report(l, &gk_msg_lang_tree_only, (levels ? levels : all)->name_place, levels ? "levels" : "all");
  if (row->tree && row->records && !row->records->field->tree) gk_lang_report(l, &gk_msg_lang_tree_field, tree->value_place, row->records->text);
  if (row->tree && has_cells(xml)) gk_lang_report(l, &gk_msg_lang_tree_cells, xml->place, "");
}

static void read_subtotal(struct reading *r, const struct gk_xml_node *n, const struct gk_lang_scope *inside, struct gk_row *row) {
  struct gk_lang *l = r->l;
  gk_lang_attributes(l, n, "by! title! place span");
  for (const struct gk_xml_node *c = n->first; c; c = c->next)
    if (!gk_lang_text_child(l, c)) gk_lang_refuse_element(l, c, "");
  if (row->subtotal) gk_lang_report(l, &gk_msg_lang_twice, n->place, n->name, n->parent->name);
  if (row->tree) gk_lang_report(l, &gk_msg_lang_tree_subtotal, n->place, "");
  struct gk_subtotal *subtotal = gk_arena_alloc(l->arena, sizeof *subtotal);
  const struct gk_xml_attribute *by = gk_xml_lookup(n, "by");
  if (!subtotal || !by) return;
  subtotal->by = gk_lang_path(l, by, inside, BIT(TEXT), "一项文字", "a text");
  subtotal->title = gk_lang_template_value(l, gk_xml_lookup(n, "title"), inside);
  subtotal->first = gk_lang_choice(l, n, "place", "last first", 0) == 1;
  subtotal->span = gk_lang_count(l, n, "span", 1, (unsigned)r->w->width, 1);
  subtotal->place = n->place;
  row->subtotal = subtotal;
}

static void read_records(struct reading *r, const struct gk_xml_node *xml) {
  struct gk_lang *l = r->l;
  gk_lang_attributes(l, xml, "id of! indent when where of-which tree levels all numbering");
  gk_lang_id(l, xml);
  check_once(r, xml);
  struct gk_row *row = add_row(r, GK_ROW_RECORDS, xml->place);
  const struct gk_xml_attribute *of = gk_xml_lookup(xml, "of"), *where = gk_xml_lookup(xml, "where"), *which = gk_xml_lookup(xml, "of-which");
  if (!row || !of) return;
  read_when(r, xml, row);
  row->indent = gk_lang_count(l, xml, "indent", 0, INDENT_MOST, 0);
  row->numbering = read_numbering(l, xml);
  row->records = records_path(l, of, r->scope);
  read_tree(r, xml, row);
  if (!row->records) return;
  struct gk_lang_scope inside = {r->scope, row->records->field};
  if (where) row->where = gk_lang_test(l, where, &inside);
  if (which) row->of_which = gk_lang_test(l, which, &inside);
  for (const struct gk_xml_node *n = xml->first; n; n = n->next)
    if (gk_lang_is(n, "subtotal")) read_subtotal(r, n, &inside, row);
  gk_lang_cells(l, r->w, xml, &inside, row);
}

/* ------------------------------------------------------- totals */

static bool has_figures(const struct gk_lang_window *w) {
  for (size_t i = w->first; i < w->first + w->width; i++) {
    const struct gk_expr *e = w->table->leaves[i]->value;
    if (e && (e->kind != GK_EXPR_PATH || gk_lang_class_is_number(gk_lang_class_of(e->field)))) return true;
  }
  return false;
}

/* What a <total> without of= adds up: the first records that are listed beside it, before or after, with their conditions. */
static void take_listed(struct reading *r, struct gk_row *total) {
  const struct gk_xml_attribute *rows = gk_lang_is(r->xml, "table") ? gk_xml_lookup(r->xml, "rows") : NULL;
  if (rows) {
    total->records = records_path(r->l, rows, r->scope);
    return;
  }
  for (const struct gk_xml_node *n = r->xml->first; n; n = n->next) {
    const struct gk_xml_attribute *of = gk_lang_is(n, "rows") ? gk_xml_lookup(n, "of") : NULL;
    if (!of || !(total->records = records_path(r->l, of, r->scope))) continue;
    struct gk_lang_scope inside = {r->scope, total->records->field};
    const struct gk_xml_attribute *where = gk_xml_lookup(n, "where"), *which = gk_xml_lookup(n, "of-which");
    if (where) total->where = gk_lang_test(r->l, where, &inside);
    if (which) total->of_which = gk_lang_test(r->l, which, &inside);
    return;
  }
}

static void read_total(struct reading *r, const struct gk_xml_node *xml) {
  struct gk_lang *l = r->l;
  gk_lang_attributes(l, xml, "id title! of where when place span");
  gk_lang_id(l, xml);
  for (const struct gk_xml_node *n = xml->first; n; n = n->next)
    if (!gk_lang_text_child(l, n)) gk_lang_refuse_element(l, n, "");
  int place = gk_lang_choice(l, xml, "place", "last first foot", 0);
  struct gk_row row = {.kind = GK_ROW_TOTAL, .numbering = GK_NUMBER_NONE, .place = xml->place, .foot = place == 2, .total = true};
  row.title = gk_lang_template_value(l, gk_xml_lookup(xml, "title"), r->scope);
  row.span = gk_lang_count(l, xml, "span", 1, (unsigned)r->w->width, 1);
  read_when(r, xml, &row);
  check_foot(r, xml, &row);
  if (row.foot && r->w->side && r->w->side->count > 1) gk_lang_report(l, &gk_msg_lang_foot_groups, xml->place, "");
  const struct gk_xml_attribute *of = gk_xml_lookup(xml, "of"), *where = gk_xml_lookup(xml, "where");
  if (of) row.records = records_path(l, of, r->scope);
  else take_listed(r, &row);
  if (where && row.records) {
    struct gk_lang_scope inside = {r->scope, row.records->field};
    row.where = gk_lang_test(l, where, &inside);
  }
  if (!of && !row.records && !l->failed) gk_lang_report(l, &gk_msg_lang_total_of, xml->place, "");
  else if (!has_figures(r->w) && !l->failed) gk_lang_report(l, &gk_msg_lang_total_figures, xml->place, "");
  struct gk_row *added = add_row(r, GK_ROW_TOTAL, xml->place);
  if (!added) return;
  if (place != 1) {
    *added = row;
    return;
  }
  memmove(r->out->items + 1, r->out->items, (r->out->count - 1) * sizeof *r->out->items);
  r->out->items[0] = row;
}

/* ------------------------------------------------------- bands */

static void read_band(struct reading *r, const struct gk_xml_node *xml) {
  struct gk_lang *l = r->l;
  gk_lang_attributes(l, xml, "id title! span direction when");
  gk_lang_id(l, xml);
  struct gk_row *row = add_row(r, GK_ROW_BAND, xml->place);
  if (!row) return;
  read_when(r, xml, row);
  row->title = gk_lang_template_value(l, gk_xml_lookup(xml, "title"), r->scope);
  row->span = gk_lang_count(l, xml, "span", 1, SPAN_MOST, 1);
  row->vertical = gk_lang_choice(l, xml, "direction", "horizontal vertical", 0) == 1;
  size_t index = r->out->count - 1;
  if (r->w->side && r->w->side->count > 1) gk_lang_report(l, &gk_msg_lang_band_flow, xml->place, "");
  struct gk_lang_window w = inner(r->w, row->span);
  if (w.width == 0) {
    gk_lang_report(l, &gk_msg_lang_band_span, xml->place, "");
    return;
  }
  struct gk_lang_row_list rows = gk_lang_rows(l, &w, xml, r->scope);
  r->out->items[index].rows = rows.items;
  r->out->items[index].row_count = rows.count;
}

/* ------------------------------------------------------- all rows */

/* Elements of a table that are not its rows. */
static bool is_other(const struct gk_xml_node *parent, const struct gk_xml_node *n) {
  bool table = gk_lang_is(parent, "table"), form = gk_lang_is(parent, "form");
  if (gk_lang_is(n, "note") || gk_lang_is(n, "footnote")) return table || form;
  return table && (gk_lang_is(n, "head") || gk_lang_is(n, "empty") || gk_lang_is(n, "side"));
}

struct gk_lang_row_list gk_lang_rows(struct gk_lang *l, const struct gk_lang_window *w, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  struct gk_lang_row_list rows = {0};
  struct reading r = {l, w, xml, scope, &rows};
  const struct gk_xml_attribute *of = gk_lang_is(xml, "table") ? gk_xml_lookup(xml, "rows") : NULL;
  if (of) {
    struct gk_row *row = add_row(&r, GK_ROW_RECORDS, of->value_place);
    if (row) row->records = records_path(l, of, scope);
  }
  for (const struct gk_xml_node *n = xml->first; n && !gk_arena_failed(l->arena); n = n->next) {
    if (gk_lang_text_child(l, n) || is_other(xml, n)) continue;
    if (gk_lang_is(n, "row")) read_fixed(&r, n);
    else if (gk_lang_is(n, "rows")) read_records(&r, n);
    else if (gk_lang_is(n, "total")) read_total(&r, n);
    else if (gk_lang_is(n, "band")) read_band(&r, n);
    else gk_lang_refuse_element(l, n, gk_lang_is(xml, "table") ? "head " BODY " side empty note footnote" : gk_lang_is(xml, "form") ? BODY " note footnote" : BODY);
  }
  bool any = false;
  for (size_t i = 0; i < rows.count; i++) any |= rows.items[i].kind != GK_ROW_TOTAL;
  if (!any && !gk_arena_failed(l->arena)) gk_lang_report(l, &gk_msg_lang_rows_none, xml->place, "");
  return rows;
}
