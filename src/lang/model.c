/* The common model: fields, groups and records, with types, choices, aliases and
 * formulas. Decides what the file may say; what formulas mean is formula.c's,
 * checks are check.c's, aliases from the terms file terms.c's, codes codes.c's. */
#include <string.h>

#include "lang/inside.h"

#define CHILDREN "field group records texts use"
#define MEMBERS CHILDREN " check"
#define WORDS_OF_EXPRESSIONS "且 或 非 起于 and or not starts"
#define TYPES "text code choice year date amount quantity percent"
#define DEPTH_MOST 16

struct reading { struct gk_lang *l; struct gk_lang_formula *formulas; size_t formula_count, formula_capacity; struct gk_lang_code_use *codes; size_t code_count, code_capacity;
                 struct gk_lang_check *checks; size_t check_count, check_capacity; };

const struct gk_field *gk_field_lookup(const struct gk_field *group, const char *name, size_t n) {
  for (size_t i = 0; i < group->field_count; i++)
    if (group->fields[i]->name_size == n && memcmp(group->fields[i]->name, name, n) == 0) return group->fields[i];
  return NULL;
}

const struct gk_field *gk_field_lookup_alias(const struct gk_field *group, const char *name, size_t n) {
  const struct gk_field *field = gk_field_lookup(group, name, n);
  for (size_t i = 0; !field && i < group->field_count; i++)
    for (size_t a = 0; a < group->fields[i]->alias_count; a++)
      if (strncmp(group->fields[i]->aliases[a], name, n) == 0 && group->fields[i]->aliases[a][n] == '\0') field = group->fields[i];
  return field;
}

/* ------------------------------------------------------- one field */

static const char *name_of(struct gk_lang *l, const struct gk_xml_node *node, const char *attribute) {
  const struct gk_xml_attribute *a = gk_xml_lookup(node, attribute);
  if (!a) return NULL;
  const struct gk_message *message = NULL;
  if (!gk_lang_is_name(a->value)) message = &gk_msg_lang_field_name;
  else if (gk_lang_word(WORDS_OF_EXPRESSIONS, a->value, strlen(a->value)) >= 0) message = &gk_msg_lang_field_word;
  if (!message) return a->value;
  gk_lang_report(l, message, a->value[0] ? a->value_place : a->name_place, a->value);
  return NULL;
}

/* What every kind of field has: name title optional public help aliases. */
static struct gk_field *field_new(struct gk_lang *l, const struct gk_xml_node *node, const char *name, struct gk_field *parent) {
  struct gk_field *field = gk_arena_alloc(l->arena, sizeof *field);
  if (!field) return NULL;
  field->name = name;
  field->name_size = strlen(name);
  field->title = gk_lang_string(l, node, "title");
  if (!field->title) field->title = name;
  field->help = gk_lang_string(l, node, "help");
  field->optional = gk_lang_yes(l, node, "optional");
  field->hidden = parent->hidden || gk_lang_choice(l, node, "public", "yes no", 0) == 1;
  field->parent = parent;
  field->place = node->place;
  const char *aliases = gk_lang_string(l, node, "aliases");
  if (aliases && !gk_lang_split(l, aliases, &field->aliases, &field->alias_count)) return NULL;
  return field;
}

static void add_field(struct gk_lang *l, struct gk_field *group, struct gk_field *field, size_t *capacity) {
  struct gk_field **fields = gk_arena_grow(l->arena, group->fields, capacity, group->field_count + 1, sizeof *fields);
  if (!fields) return;
  group->fields = fields;
  field->index = group->field_count;
  fields[group->field_count++] = field;
}

static bool is_figure(enum gk_type type) { return type == GK_TYPE_AMOUNT || type == GK_TYPE_QUANTITY || type == GK_TYPE_PERCENT; }

static void note_formula(struct reading *r, struct gk_field *field, const struct gk_xml_node *node) {
  const struct gk_xml_attribute *a = gk_xml_lookup(node, "formula");
  if (!a) return;
  if (!is_figure(field->type)) {
    enum gk_lang_class class = gk_lang_class_of(field);
    gk_lang_report(r->l, &gk_msg_lang_formula_field, a->value_place, field->name, gk_lang_class_zh(class), gk_lang_class_en(class));
    return;
  }
  struct gk_lang_formula *list = gk_arena_grow(r->l->arena, r->formulas, &r->formula_capacity, r->formula_count + 1, sizeof *list);
  if (!list) return;
  r->formulas = list;
  list[r->formula_count++] = (struct gk_lang_formula){field, a};
}

/* codes= name-of= tree= wait until all fields of the group are there. */
static void note_codes(struct reading *r, struct gk_field *field, const struct gk_xml_node *node) {
  struct gk_lang_code_use use = {field, gk_xml_lookup(node, "codes"), gk_xml_lookup(node, "name-of"), gk_xml_lookup(node, "tree")};
  if (!use.codes && !use.name_of && !use.tree) return;
  struct gk_lang_code_use *list = gk_arena_grow(r->l->arena, r->codes, &r->code_capacity, r->code_count + 1, sizeof *list);
  if (!list) return;
  r->codes = list;
  list[r->code_count++] = use;
}

static void read_scalar(struct reading *r, struct gk_field *field, const struct gk_xml_node *node) {
  static const enum gk_type types[] = {GK_TYPE_TEXT, GK_TYPE_CODE, GK_TYPE_CHOICE, GK_TYPE_YEAR, GK_TYPE_DATE, GK_TYPE_AMOUNT, GK_TYPE_QUANTITY, GK_TYPE_PERCENT};
  field->type = types[gk_lang_choice(r->l, node, "type", TYPES, 0)];
  const char *choices = gk_lang_string(r->l, node, "choices");
  bool wanted = field->type == GK_TYPE_CHOICE, given = gk_xml_lookup(node, "choices") != NULL;
  if (wanted != given) gk_lang_report(r->l, &gk_msg_lang_choices, node->place, "");
  if (choices) gk_lang_split(r->l, choices, &field->choices, &field->choice_count);
  note_formula(r, field, node);
  for (const struct gk_xml_node *n = node->first; n; n = n->next)
    if (!gk_lang_text_child(r->l, n)) gk_lang_refuse_element(r->l, n, "");
}

/* ------------------------------------------------------- groups */

static void read_children(struct reading *r, struct gk_field *group, const struct gk_xml_node *node, const struct gk_xml_node *root, unsigned depth);

/* The earlier group at the root that <use group=…/> names. */
static const struct gk_xml_node *used_group(struct gk_lang *l, const struct gk_xml_node *use, const struct gk_xml_node *root) {
  const struct gk_xml_attribute *a = gk_xml_lookup(use, "group");
  const char *names[64];
  size_t n = 0;
  /* Earlier than the root's child that holds the use: so a group never contains itself. */
  const struct gk_xml_node *top = use;
  while (top->parent != root) top = top->parent;
  for (const struct gk_xml_node *g = root->first; a && g != top; g = g->next) {
    const struct gk_xml_attribute *name = gk_lang_is(g, "group") ? gk_xml_lookup(g, "name") : NULL;
    if (!name) continue;
    if (strcmp(name->value, a->value) == 0) return g;
    if (n < 64) names[n++] = name->value;
  }
  if (a) gk_lang_report_near(l, &gk_msg_lang_use, a->value_place, a->value, names, n, NULL, NULL);
  return NULL;
}

static void read_use(struct reading *r, struct gk_field *group, const struct gk_xml_node *use, const struct gk_xml_node *root, unsigned depth, size_t *capacity) {
  gk_lang_attributes(r->l, use, "group! title optional public help");
  for (const struct gk_xml_node *n = use->first; n; n = n->next)
    if (!gk_lang_text_child(r->l, n)) gk_lang_refuse_element(r->l, n, "");
  const struct gk_xml_node *from = used_group(r->l, use, root);
  const char *name = from ? name_of(r->l, from, "name") : NULL;
  struct gk_field *copy = name ? field_new(r->l, from, name, group) : NULL;
  if (!copy) return;
  const char *title = gk_lang_string(r->l, use, "title"), *help = gk_lang_string(r->l, use, "help");
  if (title) copy->title = title;
  if (help) copy->help = help;
  if (gk_xml_lookup(use, "optional")) copy->optional = gk_lang_yes(r->l, use, "optional");
  copy->hidden |= gk_lang_choice(r->l, use, "public", "yes no", 0) == 1;
  copy->type = GK_TYPE_GROUP;
  copy->place = use->place;
  read_children(r, copy, from, root, depth + 1);
  add_field(r->l, group, copy, capacity);
}

static void read_field(struct reading *r, struct gk_field *group, const struct gk_xml_node *node, const struct gk_xml_node *root, unsigned depth,
                       size_t *capacity) {
  bool scalar = gk_lang_is(node, "field");
  bool records = gk_lang_is(node, "records");
  gk_lang_attributes(r->l, node, scalar ? "name! type! title optional public choices help formula aliases codes name-of" : records ? "name! title optional public help aliases tree" :
                                          "name! title optional public help aliases");
  const char *name = name_of(r->l, node, "name");
  struct gk_field *field = name ? field_new(r->l, node, name, group) : NULL;
  if (!field) return;
  if (scalar) {
    read_scalar(r, field, node);
  } else if (gk_lang_is(node, "texts")) {
    field->type = GK_TYPE_TEXTS;
    for (const struct gk_xml_node *n = node->first; n; n = n->next)
      if (!gk_lang_text_child(r->l, n)) gk_lang_refuse_element(r->l, n, "");
  } else {
    field->type = gk_lang_is(node, "group") ? GK_TYPE_GROUP : GK_TYPE_RECORDS;
    read_children(r, field, node, root, depth + 1);
  }
  note_codes(r, field, node);
  add_field(r->l, group, field, capacity);
}

/* Checks wait until all fields are there. */
static void note_check(struct reading *r, struct gk_field *group, const struct gk_xml_node *node) {
  struct gk_lang_check *list = gk_arena_grow(r->l->arena, r->checks, &r->check_capacity, r->check_count + 1, sizeof *list);
  if (!list) return;
  r->checks = list;
  list[r->check_count++] = (struct gk_lang_check){group, node};
}

static void read_children(struct reading *r, struct gk_field *group, const struct gk_xml_node *node, const struct gk_xml_node *root, unsigned depth) {
  size_t capacity = 0;
  if (depth > DEPTH_MOST) {
    gk_lang_report(r->l, &gk_msg_lang_depth, node->place, "16");
    return;
  }
  for (const struct gk_xml_node *n = node->first; n && !gk_arena_failed(r->l->arena); n = n->next) {
    if (gk_lang_text_child(r->l, n)) continue;
    if (gk_lang_is(n, "check")) note_check(r, group, n);
    else if (gk_lang_is(n, "use")) read_use(r, group, n, root, depth, &capacity);
    else if (gk_lang_word(CHILDREN, n->name, strlen(n->name)) >= 0) read_field(r, group, n, root, depth, &capacity);
    else gk_lang_refuse_element(r->l, n, MEMBERS);
  }
  if (group->field_count == 0 && !r->l->failed) gk_lang_report(r->l, &gk_msg_lang_empty, node->place, node->name);
}

/* ------------------------------------------------------- names */

/* The field before `to` that has the word as its name or an alias. */
static const struct gk_field *holder(const struct gk_field *group, size_t to, const char *word) {
  for (size_t i = 0; i < to; i++) {
    const struct gk_field *field = group->fields[i];
    if (strcmp(field->name, word) == 0) return field;
    for (size_t a = 0; a < field->alias_count; a++)
      if (strcmp(field->aliases[a], word) == 0) return field;
  }
  return NULL;
}

static void check_word(struct gk_lang *l, const struct gk_field *group, size_t index, const char *word) {
  const struct gk_field *other = holder(group, index, word);
  if (!other) return;
  const char *where = *group->name ? gk_arena_printf(l->arena, "“%s”", group->name) : NULL;
  gk_lang_report(l, &gk_msg_lang_field_twice, group->fields[index]->place, word, where ? where : "模型的最外层", where ? where : "the model", other->name);
}

void gk_lang_field_names(struct gk_lang *l, const struct gk_field *group) {
  for (size_t i = 0; i < group->field_count; i++) {
    const struct gk_field *field = group->fields[i];
    check_word(l, group, i, field->name);
    for (size_t a = 0; a < field->alias_count; a++) check_word(l, group, i, field->aliases[a]);
    gk_lang_field_names(l, field);
  }
}

struct gk_model *gk_lang_model(struct gk_lang *l, const struct gk_xml_node *root) {
  struct reading r = {.l = l};
  gk_lang_attributes(l, root, "version!");
  struct gk_model *model = gk_arena_alloc(l->arena, sizeof *model);
  struct gk_field *top = gk_arena_alloc(l->arena, sizeof *top);
  if (!model || !top) return NULL;
  *top = (struct gk_field){.name = "", .title = "", .type = GK_TYPE_GROUP, .place = root->place};
  model->version = gk_lang_string(l, root, "version");
  model->root = top;
  read_children(&r, top, root, root, 0);
  gk_lang_codes_of_fields(l, r.codes, r.code_count);
  l->root = top;
  gk_lang_formulas(l, r.formulas, r.formula_count);
  gk_lang_checks(l, top, r.checks, r.check_count);
  return model;
}
