/* Codes against the tables of their year (layouts/common/codes). Decides which
 * table is asked, what a code may look like, and when the table may be believed:
 * a code that a complete part of the table does not have is remarked on, in a part
 * that is not complete nothing is said. Names follow from codes. */
#include "bind/codes.h"

#include <string.h>

#include "bind/messages.h"

const struct gk_code_table *gk_facts_codes(const struct gk_facts *facts, const struct gk_field *code) {
  return code->codes && facts->year ? gk_model_codes(facts->model, code->codes, facts->year) : NULL;
}

const char *gk_code_name(const struct gk_facts *facts, const struct gk_field *code, const char *id, size_t n) {
  const struct gk_code_table *table = gk_facts_codes(facts, code);
  const struct gk_code *found = table ? gk_code_lookup(table, id, n, facts->year) : NULL;
  return found ? found->name : NULL;
}

static const struct gk_fact *code_beside(struct gk_facts *facts, struct gk_fact *name) {
  const struct gk_fact *code = gk_fact_child(facts, name->parent, name->field->name_of);
  return code && code->state == GK_STATE_VALUE ? code : NULL;
}

static struct gk_fact *year_of(struct gk_facts *facts) {
  struct gk_fact *year = gk_fact_named(facts, facts->root, "年度");
  return year && year->field->type == GK_TYPE_YEAR ? year : NULL;
}

bool gk_codes_without_year(struct gk_facts *facts, struct gk_diag_sink *sink) {
  struct gk_fact *year = facts->year == 0 ? year_of(facts) : NULL;
  if (!year || (year->state != GK_STATE_MISSING && year->state != GK_STATE_INVALID)) return false;
  gk_fact_report_missing(facts, year, gk_place_none(), sink);
  return true;
}

void gk_code_name_settle(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink) {
  if (fact->derived || (fact->state != GK_STATE_BLANK && fact->state != GK_STATE_MISSING)) return;
  const struct gk_fact *code = code_beside(facts, fact);
  if (code && code->field->codes && gk_codes_without_year(facts, sink)) {
    fact->state = GK_STATE_INVALID; /* one fault, said at the year */
    return;
  }
  const char *name = code ? gk_code_name(facts, code->field, code->text, code->size) : NULL;
  if (!name) return;
  fact->derived = true;
  fact->state = GK_STATE_VALUE;
  fact->text = name;
  fact->size = strlen(name);
}

/* ------------------------------------------------------- checks */

static const char *number(struct gk_facts *facts, int64_t n) { return gk_or_empty(gk_arena_printf(facts->arena, "%lld", (long long)n)); }

static const char *levels_of(struct gk_facts *facts, const struct gk_code_table *table) {
  const char *list = "";
  for (size_t i = 0; i < table->level_count && list; i++) list = gk_arena_printf(facts->arena, "%s%s%u", list, i ? "、" : "", table->levels[i]);
  return gk_or_empty(list);
}

/* The nearest code above that the table has, if what stands below it is all there; *parent NULL: the table itself. */
static bool is_complete_above(const struct gk_facts *facts, const struct gk_code_table *table, const char *id, unsigned level, const struct gk_code **parent) {
  *parent = NULL;
  for (unsigned up = level - 1; up > 0; up--) {
    *parent = gk_code_lookup(table, id, table->levels[up - 1], facts->year);
    if (*parent) return (*parent)->complete;
  }
  return table->complete;
}

static void report_unknown(struct gk_facts *facts, struct gk_fact *fact, const struct gk_code_table *table, const struct gk_code *parent, struct gk_diag_sink *sink) {
  const char **ids = gk_arena_array(facts->arena, table->count + 1, sizeof(char *));
  size_t n = 0, head = parent ? strlen(parent->id) : 0;
  for (size_t i = 0; ids && i < table->count; i++) {
    const struct gk_code *code = &table->codes[i];
    bool below = strlen(code->id) == fact->size && (head == 0 || strncmp(code->id, parent->id, head) == 0);
    if (below && facts->year >= code->since && facts->year <= code->until) ids[n++] = code->id;
  }
  const char *near = n ? gk_nearest(fact->text, ids, n) : NULL, *zh = "请核对编码和年度。", *en = "Check the code and the year";
  const char *name = near ? gk_code_name(facts, fact->field, near, strlen(near)) : NULL;
  if (name) {
    zh = gk_or_empty(gk_arena_printf(facts->arena, "您是不是要写“%s”（%s）？", near, name));
    en = gk_or_empty(gk_arena_printf(facts->arena, "Did you mean “%s” (%s)?", near, name));
  }
  gk_report(sink, &gk_msg_model_code_unknown, fact->place, gk_place_none(), gk_fact_path(facts, fact), fact->text, number(facts, facts->year), table->title, zh, en);
}

static void check_code(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink) {
  const struct gk_code_table *table = gk_facts_codes(facts, fact->field);
  if (!table) return;
  unsigned level = fact->text[strspn(fact->text, "0123456789")] ? 0 : gk_code_level(table, fact->size);
  if (level == 0) {
    gk_report(sink, &gk_msg_model_code_length, fact->place, gk_place_none(), gk_fact_path(facts, fact), fact->text, table->title, levels_of(facts, table));
    fact->state = GK_STATE_INVALID;
    return;
  }
  const struct gk_code *parent;
  if (gk_code_lookup(table, fact->text, fact->size, facts->year) || !is_complete_above(facts, table, fact->text, level, &parent)) return;
  report_unknown(facts, fact, table, parent, sink);
}

static void check_name(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink) {
  const struct gk_fact *code = code_beside(facts, fact);
  const char *name = code ? gk_code_name(facts, code->field, code->text, code->size) : NULL;
  if (!name || strcmp(name, fact->text) == 0) return;
  gk_report(sink, &gk_msg_model_code_name, fact->place, gk_place_none(), gk_fact_path(facts, fact), fact->text, code->text, number(facts, facts->year), name);
}

static void check(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink) {
  if (fact->state != GK_STATE_VALUE) return;
  if (fact->field->codes) check_code(facts, fact, sink);
  else if (fact->field->name_of) check_name(facts, fact, sink);
}

/* Says once for each set that it has no table for the year, when there are codes of it in the data. */
struct sets { const char *names[16]; size_t count; };

static void note_sets(struct gk_facts *facts, struct gk_fact *fact, struct sets *sets) {
  if (fact->kind == GK_FACT_SCALAR) {
    const char *set = fact->given ? fact->field->codes : NULL;
    if (!set || gk_facts_codes(facts, fact->field)) return;
    for (size_t i = 0; i < sets->count; i++)
      if (strcmp(sets->names[i], set) == 0) return;
    if (sets->count < sizeof sets->names / sizeof *sets->names) sets->names[sets->count++] = set;
    return;
  }
  size_t n = fact->kind == GK_FACT_LIST ? fact->count : fact->field->field_count;
  for (size_t i = 0; i < n; i++)
    if (fact->children[i]) note_sets(facts, fact->children[i], sets);
}

void gk_codes_check(struct gk_facts *facts, struct gk_diag_sink *sink) {
  const struct gk_fact *year = year_of(facts);
  if (year && year->state == GK_STATE_VALUE) gk_decimal_to_int(year->number, &facts->year);
  if (facts->year == 0) return; /* a wrong one is said where it is read, a missing one where a name is wanted */
  struct sets sets = {0};
  note_sets(facts, facts->root, &sets);
  for (size_t i = 0; i < sets.count; i++) {
    const char *title = sets.names[i];
    for (size_t k = 0; k < facts->model->code_table_count; k++)
      if (strcmp(facts->model->code_tables[k]->name, sets.names[i]) == 0) title = facts->model->code_tables[k]->title;
    gk_report(sink, &gk_msg_model_code_table, year->place, gk_place_none(), title, number(facts, facts->year));
  }
  gk_facts_each_given(facts, facts->root, sink, check);
}
