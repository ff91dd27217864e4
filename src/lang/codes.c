/* Tables of codes (支出功能分类, 经济分类), data files by classification with the
 * years each code is valid. Decides what such a file may say and that its codes
 * fit together; whether the data keeps to them is bind's question. A table may be
 * incomplete (complete="no"): then nothing is said against a code it lacks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/inside.h"

#define YEAR_LEAST 1949
#define YEAR_MOST 2199
#define DIGITS_MOST 20

/* ------------------------------------------------------- looking up */

const struct gk_code_table *gk_model_codes(const struct gk_model *model, const char *name, int64_t year) {
  for (size_t i = 0; i < model->code_table_count; i++) {
    const struct gk_code_table *table = model->code_tables[i];
    if (strcmp(table->name, name) == 0 && year >= table->from && year <= table->to) return table;
  }
  return NULL;
}

static int compare_id(const char *a, const char *b, size_t n) {
  int order = strncmp(a, b, n);
  return order ? order : a[n] ? 1 : 0;
}

const struct gk_code *gk_code_lookup(const struct gk_code_table *table, const char *id, size_t n, int64_t year) {
  size_t low = 0, high = table->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare_id(table->codes[middle].id, id, n) < 0) low = middle + 1;
    else high = middle;
  }
  for (; low < table->count && compare_id(table->codes[low].id, id, n) == 0; low++)
    if (year >= table->codes[low].since && year <= table->codes[low].until) return &table->codes[low];
  return NULL;
}

unsigned gk_code_level(const struct gk_code_table *table, size_t digits) {
  for (size_t i = 0; i < table->level_count; i++)
    if (table->levels[i] == digits) return (unsigned)i + 1;
  return 0;
}

/* ------------------------------------------------------- one file */

/* "3 5 7": each more than the one before. */
static bool read_levels(struct gk_lang *l, const struct gk_xml_node *root, struct gk_code_table *table) {
  const struct gk_xml_attribute *a = gk_xml_lookup(root, "levels");
  const char **words;
  size_t n;
  if (!a || !gk_lang_split(l, a->value, &words, &n)) return false;
  unsigned before = 0;
  bool fine = n > 0 && n <= GK_CODE_LEVELS_MOST;
  for (size_t i = 0; fine && i < n; i++) {
    unsigned digits = 0;
    const char *p = words[i];
    while (*p >= '0' && *p <= '9' && digits <= DIGITS_MOST) digits = digits * 10 + (unsigned)(*p++ - '0');
    fine = !*p && digits > before && digits <= DIGITS_MOST;
    table->levels[table->level_count++] = before = digits;
  }
  if (!fine) gk_lang_report(l, &gk_msg_lang_code_levels, a->value_place, a->value);
  return fine;
}

static void read_years(struct gk_lang *l, const struct gk_xml_node *node, const char *first, const char *last, int64_t *from, int64_t *to) {
  *from = gk_lang_count(l, node, first, YEAR_LEAST, YEAR_MOST, 0);
  const struct gk_xml_attribute *a = gk_xml_lookup(node, last);
  *to = a ? (int64_t)gk_lang_count(l, node, last, YEAR_LEAST, YEAR_MOST, YEAR_MOST) : INT64_MAX;
  if (*to < *from) gk_lang_report(l, &gk_msg_lang_code_years, a->value_place, first, last);
}

static bool read_code(struct gk_lang *l, const struct gk_xml_node *node, const struct gk_code_table *table, struct gk_code *code) {
  gk_lang_attributes(l, node, "id! name! since until complete");
  for (const struct gk_xml_node *n = node->first; n; n = n->next)
    if (!gk_lang_text_child(l, n)) gk_lang_refuse_element(l, n, "");
  const struct gk_xml_attribute *id = gk_xml_lookup(node, "id");
  code->name = gk_lang_string(l, node, "name");
  code->complete = gk_lang_yes(l, node, "complete");
  code->place = node->place;
  read_years(l, node, "since", "until", &code->since, &code->until);
  if (!id || !code->name) return false;
  code->id = id->value;
  size_t digits = strspn(id->value, "0123456789");
  if (!id->value[digits] && gk_code_level(table, digits)) return true;
  gk_lang_report(l, &gk_msg_lang_code_id, id->value_place, id->value);
  return false;
}

static int compare_codes(const void *a, const void *b) {
  const struct gk_code *x = a, *y = b;
  int order = strcmp(x->id, y->id);
  if (order) return order;
  if (x->since != y->since) return x->since < y->since ? -1 : 1;
  return x->place.offset < y->place.offset ? -1 : x->place.offset > y->place.offset;
}

static bool has_id(const struct gk_code_table *table, const char *id, size_t n) {
  for (size_t i = 0; i < table->count; i++)
    if (compare_id(table->codes[i].id, id, n) == 0) return true;
  return false;
}

/* No code twice in one year; every 款 has its 类. */
static void check_codes(struct gk_lang *l, const struct gk_code_table *table) {
  for (size_t i = 0; i < table->count; i++) {
    const struct gk_code *code = &table->codes[i], *before = i ? &table->codes[i - 1] : NULL;
    if (before && strcmp(before->id, code->id) == 0 && code->since <= before->until) gk_lang_report(l, &gk_msg_lang_code_twice, code->place, code->id);
    unsigned level = gk_code_level(table, strlen(code->id));
    if (level < 2 || has_id(table, code->id, table->levels[level - 2])) continue;
    gk_lang_report(l, &gk_msg_lang_code_orphan, code->place, code->id, gk_lang_copy(l, code->id, table->levels[level - 2]));
  }
}

/* Two tables of one name must not be for one year. */
static void add_table(struct gk_lang *l, struct gk_model *model, struct gk_code_table *table) {
  struct gk_code_table **tables = gk_arena_array(l->arena, model->code_table_count + 1, sizeof *tables);
  if (!tables) return;
  for (size_t i = 0; i < model->code_table_count; i++) {
    const struct gk_code_table *other = tables[i] = model->code_tables[i];
    if (strcmp(other->name, table->name) == 0 && table->from <= other->to && other->from <= table->to)
      gk_lang_report(l, &gk_msg_lang_code_tables, table->place, table->name);
  }
  tables[model->code_table_count++] = table;
  model->code_tables = tables;
}

void gk_lang_codes(struct gk_lang *l, const struct gk_xml_node *root, struct gk_model *model) {
  struct gk_code_table *table = gk_arena_alloc(l->arena, sizeof *table);
  if (!table) return;
  gk_lang_attributes(l, root, "name! title! levels! from! to complete");
  table->name = gk_lang_string(l, root, "name");
  table->title = gk_lang_string(l, root, "title");
  table->complete = gk_lang_yes(l, root, "complete");
  table->place = root->place;
  read_years(l, root, "from", "to", &table->from, &table->to);
  if (!read_levels(l, root, table) || !table->name || !table->title) return;
  size_t capacity = 0;
  for (const struct gk_xml_node *n = root->first; n && !gk_arena_failed(l->arena); n = n->next) {
    if (gk_lang_text_child(l, n)) continue;
    if (!gk_lang_is(n, "code")) {
      gk_lang_refuse_element(l, n, "code");
      continue;
    }
    struct gk_code *codes = gk_arena_grow(l->arena, table->codes, &capacity, table->count + 1, sizeof *codes);
    if (!codes) return;
    table->codes = codes;
    codes[table->count] = (struct gk_code){0};
    if (read_code(l, n, table, &codes[table->count])) table->count++;
  }
  if (table->count == 0) {
    gk_lang_report(l, &gk_msg_lang_empty, root->place, root->name);
    return;
  }
  qsort(table->codes, table->count, sizeof *table->codes, compare_codes);
  check_codes(l, table);
  add_table(l, model, table);
}

/* ------------------------------------------------------- fields of the model */

static const struct gk_field *code_field(struct gk_lang *l, const struct gk_field *group, const struct gk_xml_attribute *a) {
  const struct gk_field *field = gk_field_lookup(group, a->value, strlen(a->value));
  if (field && field->type == GK_TYPE_CODE) return field;
  const char **names = gk_arena_array(l->arena, group->field_count + 1, sizeof *names);
  size_t n = 0;
  for (size_t i = 0; names && i < group->field_count; i++)
    if (group->fields[i]->type == GK_TYPE_CODE) names[n++] = group->fields[i]->name;
  gk_lang_report_near(l, &gk_msg_lang_code_field, a->value_place, a->value, names, names ? n : 0, a->name, NULL);
  return NULL;
}

static void wrong_type(struct gk_lang *l, const struct gk_xml_attribute *a, const char *type) {
  gk_lang_report(l, &gk_msg_lang_code_type, a->name_place, a->name, type);
}

void gk_lang_codes_of_fields(struct gk_lang *l, const struct gk_lang_code_use *list, size_t n) {
  for (size_t i = 0; i < n; i++) {
    struct gk_field *field = list[i].field;
    if (list[i].codes && field->type != GK_TYPE_CODE) wrong_type(l, list[i].codes, "code");
    else if (list[i].codes) field->codes = list[i].codes->value;
    if (list[i].name_of && field->type != GK_TYPE_TEXT) wrong_type(l, list[i].name_of, "text");
    else if (list[i].name_of) field->name_of = code_field(l, field->parent, list[i].name_of);
    if (list[i].tree) field->tree = code_field(l, field, list[i].tree);
  }
  for (size_t i = 0; i < n; i++) {
    const struct gk_field *field = list[i].field, *code = list[i].name_of ? field->name_of : list[i].tree ? field->tree : NULL;
    const struct gk_xml_attribute *a = list[i].name_of ? list[i].name_of : list[i].tree;
    if (code && !code->codes) gk_lang_report(l, &gk_msg_lang_code_none, a->value_place, a->value);
  }
}

void gk_lang_codes_known(struct gk_lang *l, const struct gk_model *model, const struct gk_field *group) {
  for (size_t i = 0; i < group->field_count; i++) {
    const struct gk_field *field = group->fields[i];
    bool known = !field->codes;
    for (size_t k = 0; k < model->code_table_count && !known; k++) known = strcmp(model->code_tables[k]->name, field->codes) == 0;
    if (!known) {
      const char **names = gk_arena_array(l->arena, model->code_table_count + 1, sizeof *names);
      for (size_t k = 0; names && k < model->code_table_count; k++) names[k] = model->code_tables[k]->name;
      gk_lang_report_near(l, &gk_msg_lang_code_set, field->place, field->codes, names, names ? model->code_table_count : 0, NULL, NULL);
    }
    gk_lang_codes_known(l, model, field);
  }
}
