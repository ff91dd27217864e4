/* Decides which fact each value of the data is, and what the absence of one
 * means: an optional datum is BLANK, and an absent group makes all below it
 * what it is itself; anything else that is absent is MISSING, which is reported
 * when it is used and not before. Values of the wrong type make the fact, and
 * everything below it, INVALID and silent. */
#include "bind/facts.h"

#include <string.h>

#include "bind/codes.h"
#include "bind/messages.h"

bool gk_field_is_figure(const struct gk_field *field) {
  return field->type == GK_TYPE_AMOUNT || field->type == GK_TYPE_QUANTITY || field->type == GK_TYPE_PERCENT;
}

static enum gk_fact_kind kind_of(const struct gk_field *field) {
  if (field->type == GK_TYPE_GROUP) return GK_FACT_GROUP;
  if (field->type == GK_TYPE_RECORDS || field->type == GK_TYPE_TEXTS) return GK_FACT_LIST;
  return GK_FACT_SCALAR;
}

static struct gk_fact *fact_new(struct gk_facts *facts, const struct gk_field *field, struct gk_fact *parent, enum gk_fact_kind kind) {
  struct gk_fact *fact = gk_arena_alloc(facts->arena, sizeof *fact);
  if (!fact) return NULL;
  fact->field = field;
  fact->parent = parent;
  fact->kind = kind;
  if (kind == GK_FACT_GROUP) {
    fact->children = gk_arena_array(facts->arena, field->field_count + 1, sizeof(struct gk_fact *));
    if (!fact->children) return NULL;
  }
  return fact;
}

/* The state of a fact that the data does not give. A required field of an
 * absent optional group is BLANK; an optional field is BLANK anywhere. */
enum gk_state gk_fact_absent_state(const struct gk_fact *parent, const struct gk_field *field) {
  if (parent->state == GK_STATE_INVALID || parent->state == GK_STATE_BLANK) return parent->state;
  return field->optional ? GK_STATE_BLANK : GK_STATE_MISSING;
}

struct gk_fact *gk_fact_child(struct gk_facts *facts, struct gk_fact *group, const struct gk_field *field) {
  if (group->kind != GK_FACT_GROUP || field->parent != group->field) return NULL;
  struct gk_fact **place = &group->children[field->index];
  if (*place) return *place;
  struct gk_fact *fact = fact_new(facts, field, group, kind_of(field));
  if (!fact) return NULL;
  fact->state = gk_fact_absent_state(group, field);
  fact->place = group->place;
  return *place = fact;
}

struct gk_fact *gk_fact_named(struct gk_facts *facts, struct gk_fact *group, const char *name) {
  if (group->kind != GK_FACT_GROUP) return NULL;
  const struct gk_field *field = gk_field_lookup(group->field, name, strlen(name));
  return field ? gk_fact_child(facts, group, field) : NULL;
}

const char *gk_fact_path(struct gk_facts *facts, struct gk_fact *fact) {
  if (fact->path) return fact->path;
  if (!fact->parent) return fact->path = "";
  const char *before = gk_fact_path(facts, fact->parent);
  if (fact->index > 0)
    fact->path = gk_arena_printf(facts->arena, "%s[%u]", before, fact->index);
  else
    fact->path = gk_arena_printf(facts->arena, "%s%s%s", before, *before ? "." : "", fact->field->name);
  return gk_or_empty(fact->path);
}

const char *gk_facts_take(struct gk_facts *facts, struct gk_buf *buf, struct gk_diag_sink *sink) {
  if (buf->failed) gk_report_memory(sink);
  const char *text = buf->data ? gk_arena_strndup(facts->arena, buf->data, buf->size) : "";
  gk_buf_drop(buf);
  return gk_or_empty(text);
}

struct gk_fact *gk_fact_blank_record(struct gk_facts *facts, struct gk_fact *list) {
  struct gk_fact *record = fact_new(facts, list->field, list, GK_FACT_GROUP);
  if (!record) return NULL;
  record->state = GK_STATE_BLANK;
  record->place = list->place;
  return record;
}

/* As deep as the data, which is bounded. */
void gk_facts_each_given(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink, gk_fact_visitor *visit) {
  if (fact->kind == GK_FACT_SCALAR) {
    if (fact->given) visit(facts, fact, sink);
    return;
  }
  size_t n = fact->kind == GK_FACT_LIST ? fact->count : fact->field->field_count;
  for (size_t i = 0; i < n; i++)
    if (fact->children[i]) gk_facts_each_given(facts, fact->children[i], sink, visit);
}

/* ------------------------------------------------------- from the data */

static void settle(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink);

static void settle_group(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink) {
  if (value->kind != GK_VALUE_MAP) {
    gk_datum_wrong_type(facts, fact, value, sink);
    return;
  }
  fact->state = GK_STATE_VALUE;
  fact->given = true;
  size_t n = fact->field->field_count;
  const struct gk_value **values = gk_arena_array(facts->scratch, n + 1, sizeof *values);
  if (!values) return;
  gk_keys_match(facts, fact, value, values, sink);
  for (size_t i = 0; i < n; i++) {
    /* null says the same as leaving the key out, but is the better place to point at */
    if (!values[i]) continue;
    struct gk_fact *child = gk_fact_child(facts, fact, fact->field->fields[i]);
    if (!child) return;
    child->place = values[i]->place;
    if (values[i]->kind != GK_VALUE_NULL) settle(facts, child, values[i], sink);
  }
}

static void settle_list(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink) {
  bool records = fact->field->type == GK_TYPE_RECORDS;
  if (!records && value->kind == GK_VALUE_STRING) {
    gk_datum_paragraphs(facts, fact, value, sink);
    return;
  }
  if (value->kind != GK_VALUE_LIST) {
    gk_datum_wrong_type(facts, fact, value, sink);
    return;
  }
  fact->state = GK_STATE_VALUE;
  fact->given = true;
  fact->children = gk_arena_array(facts->arena, value->count + 1, sizeof(struct gk_fact *));
  if (!fact->children) return;
  for (size_t i = 0; i < value->count; i++) {
    struct gk_fact *item = fact_new(facts, fact->field, fact, records ? GK_FACT_GROUP : GK_FACT_SCALAR);
    if (!item) return;
    item->index = (uint32_t)i + 1;
    item->state = GK_STATE_MISSING;
    item->place = value->items[i]->place;
    fact->children[fact->count++] = item;
    settle(facts, item, value->items[i], sink);
  }
}

static void settle(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink) {
  switch (fact->kind) {
    case GK_FACT_SCALAR: gk_datum_settle(facts, fact, value, sink); break;
    case GK_FACT_GROUP: settle_group(facts, fact, value, sink); break;
    case GK_FACT_LIST: settle_list(facts, fact, value, sink); break;
  }
}

struct gk_facts *gk_facts_new(struct gk_arena *arena, const struct gk_model *model, const struct gk_value *data, struct gk_diag_sink *sink) {
  struct gk_facts *facts = gk_arena_alloc(arena, sizeof *facts);
  struct gk_arena *scratch = gk_arena_new(0);
  if (facts && scratch) {
    facts->arena = arena;
    facts->scratch = scratch;
    facts->model = model;
    facts->root = fact_new(facts, model->root, NULL, GK_FACT_GROUP);
    if (facts->root) {
      facts->root->place = data->place;
      settle(facts, facts->root, data, sink);
      if (!gk_arena_failed(arena)) gk_amounts_check(facts, sink);
      if (!gk_arena_failed(arena)) gk_codes_check(facts, sink);
      if (!gk_arena_failed(arena)) gk_trees_make(facts, sink);
      if (!gk_arena_failed(arena)) gk_sums_check(facts, sink);
      if (!gk_arena_failed(arena)) gk_trees_check(facts, sink);
      if (!gk_arena_failed(arena)) gk_checks_run(facts, sink);
    }
  }
  bool failed = !scratch || gk_arena_failed(scratch) || gk_arena_failed(arena);
  gk_arena_drop(scratch);
  if (failed) {
    gk_report_memory(sink);
    return NULL;
  }
  facts->scratch = NULL;
  return facts;
}

static const struct gk_value *string_of(const struct gk_value *data, const char *key) {
  const struct gk_value *value = data->kind == GK_VALUE_MAP ? gk_value_lookup(data, key) : NULL;
  return value && value->kind == GK_VALUE_STRING && value->size > 0 ? value : NULL;
}

const struct gk_value *gk_data_layout_id(const struct gk_value *data) { return string_of(data, "版式"); }
const struct gk_value *gk_data_document_name(const struct gk_value *data) { return string_of(data, "文件"); }

/* ------------------------------------------------------- absence */

void gk_fact_report_missing(struct gk_facts *facts, struct gk_fact *fact, struct gk_place layout, struct gk_diag_sink *sink) {
  while (fact->parent && fact->parent->state == GK_STATE_MISSING) fact = fact->parent;
  gk_fact_report_missing_alone(facts, fact, layout, sink);
}

void gk_fact_report_missing_alone(struct gk_facts *facts, struct gk_fact *fact, struct gk_place layout, struct gk_diag_sink *sink) {
  if (fact->reported || fact->state != GK_STATE_MISSING) return;
  fact->reported = true;
  const struct gk_field *field = fact->field;
  gk_report(sink, &gk_msg_bind_missing, fact->place, layout, gk_fact_path(facts, fact), field->title ? field->title : field->name,
            gk_or_empty(gk_datum_remedy(facts->arena, field, false)), gk_or_empty(gk_datum_remedy(facts->arena, field, true)));
}
