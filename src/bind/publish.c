/* The canonical public data of a document. Decides what may leave with it: the
 * facts it says or was decided by, and the parts of the sums among them, without
 * which nobody could add them up, unless adding up would tell what is withheld;
 * never the input, whose other fields, spellings and comments are the department's
 * own. A figure that is withheld leaves as the word that is printed for it. */
#include <string.h>

#include "bind/evaluate.h"

#define INDENT "  "
#define WITHHELD "涉密"
#define NOT_APPLICABLE "——"

struct publishing { struct gk_buf *out; const char *layout_id, *document; };

static bool is_record(const struct gk_fact *fact) { return fact->kind == GK_FACT_GROUP && fact->index > 0; }

/* The code that makes a record part of a tree: the sums hang on it. */
static bool is_tree_code(const struct gk_fact *fact) { return is_record(fact->parent) && fact->parent->field->tree == fact->field; }

/* What a subtotal leaves out follows from the records below it, not from its own parts. */
static bool is_of_subtotal(const struct gk_fact *fact) {
  while (fact && !fact->subtotal) fact = fact->parent;
  return fact != NULL;
}

/* Whether anything of the fact is published. As deep as the model, which is bounded. */
static bool is_wanted(const struct gk_fact *fact) {
  if (!fact || fact->field->hidden) return false;
  if (fact->derived && is_of_subtotal(fact)) return false;
  if (fact->kind == GK_FACT_SCALAR)
    return (fact->used || is_tree_code(fact)) && (fact->state == GK_STATE_VALUE || fact->state == GK_STATE_WITHHELD || fact->state == GK_STATE_NOT_APPLICABLE);
  if (fact->state != GK_STATE_VALUE) return false;
  if (fact->used || is_record(fact)) return true;
  for (size_t i = 0; fact->kind == GK_FACT_GROUP && i < fact->field->field_count; i++)
    if (is_wanted(fact->children[i])) return true;
  return false;
}

/* Whether the data says the figure itself; what follows from others in a group that nobody wrote is left to follow again. */
static bool is_said(const struct gk_fact *fact) {
  if (!is_wanted(fact)) return false;
  for (const struct gk_fact *group = fact->parent; group; group = group->parent)
    if (group->state != GK_STATE_VALUE) return false;
  return true;
}

/* Notes what the data itself withholds of the sum, down to the parts of its parts, and says whether it withholds anything. Formulas that go in
 * a circle were refused before. */
static bool note_secrets(struct gk_facts *facts, struct gk_fact *sum, struct gk_diag_sink *sink) {
  struct gk_operands operands = gk_formula_operands(facts, sum, sink);
  bool any = false;
  for (size_t i = 0; i < operands.count; i++) {
    struct gk_fact *part = operands.items[i];
    bool secret = part->state == GK_STATE_WITHHELD && part->given;
    for (struct gk_fact *at = secret ? part : NULL; at; at = at->parent) /* a list is published when it is used itself */
      if (at == part || at->kind == GK_FACT_LIST) gk_fact_note(facts, at);
    any = secret || note_secrets(facts, part, sink) || any;
  }
  return any;
}

/* Parts that the document does not say would tell what is withheld, by adding to the sum or taking from it; that something is withheld goes
 * along, or what remains would contradict the sum. */
static bool use_secrets(struct gk_facts *facts, struct gk_fact *sum, struct gk_diag_sink *sink) {
  if (!facts->secrets || !is_said(sum)) return false;
  return note_secrets(facts, sum, sink) || sum->state == GK_STATE_WITHHELD;
}

/* The parts of used sums, and what decides which they are, are used. */
static void use_parts(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink) {
  if (fact->kind == GK_FACT_SCALAR) {
    if (!fact->used || fact->parts_used || !fact->field->formula) return;
    struct gk_evaluation e = {.facts = facts, .sink = sink, .group = fact->parent, .quiet = true, .noting_parts = true};
    fact->parts_used = true;
    if (!use_secrets(facts, fact, sink)) gk_evaluate(&e, fact->field->formula);
    return;
  }
  size_t n = fact->kind == GK_FACT_LIST ? fact->count : fact->field->field_count;
  for (size_t i = 0; i < n; i++)
    if (fact->children[i]) use_parts(facts, fact->children[i], sink);
}

static void new_line(struct publishing *p, unsigned depth) {
  gk_buf_add_char(p->out, '\n');
  for (unsigned i = 0; i < depth; i++) gk_buf_add_string(p->out, INDENT);
}

static void add_text(struct publishing *p, const char *text) { gk_json_add_string(p->out, text, strlen(text)); }

static bool is_number(const struct gk_field *field) { return gk_field_is_figure(field) || field->type == GK_TYPE_YEAR; }

static void add_scalar(struct publishing *p, const struct gk_fact *fact) {
  char digits[GK_DECIMAL_TEXT_MAX];
  if (fact->state == GK_STATE_WITHHELD) {
    add_text(p, WITHHELD);
  } else if (fact->state == GK_STATE_NOT_APPLICABLE) {
    add_text(p, NOT_APPLICABLE);
  } else if (is_number(fact->field)) {
    gk_buf_add(p->out, digits, gk_decimal_format(fact->number, false, digits));
  } else {
    gk_json_add_string(p->out, fact->text, fact->size);
  }
}

static void add_fact(struct publishing *p, const struct gk_fact *fact, unsigned depth);

static void add_list(struct publishing *p, const struct gk_fact *list, unsigned depth) {
  bool first = true;
  /* One paragraph is a text. */
  if (list->field->type == GK_TYPE_TEXTS && list->count == 1 && list->children[0]->state == GK_STATE_VALUE) {
    add_scalar(p, list->children[0]);
    return;
  }
  gk_buf_add_char(p->out, '[');
  for (size_t i = 0; i < list->count; i++) {
    if (list->children[i]->state != GK_STATE_VALUE) continue;
    if (!first) gk_buf_add_char(p->out, ',');
    first = false;
    new_line(p, depth + 1);
    add_fact(p, list->children[i], depth + 1);
  }
  if (!first) new_line(p, depth);
  gk_buf_add_char(p->out, ']');
}

static void add_key(struct publishing *p, const char *name, bool *first, unsigned depth) {
  if (!*first) gk_buf_add_char(p->out, ',');
  *first = false;
  new_line(p, depth);
  add_text(p, name);
  gk_buf_add_string(p->out, ": ");
}

/* The layout and the document of it that were used, also when the data did not name them. */
static const char *made_by(const struct publishing *p, const char *name) {
  if (strcmp(name, "版式") == 0) return p->layout_id;
  return strcmp(name, "文件") == 0 ? p->document : NULL;
}

static void add_group(struct publishing *p, const struct gk_fact *group, unsigned depth) {
  bool first = true;
  gk_buf_add_char(p->out, '{');
  for (size_t i = 0; i < group->field->field_count; i++) {
    const struct gk_field *field = group->field->fields[i];
    const char *made_with = !group->parent && field->type == GK_TYPE_TEXT ? made_by(p, field->name) : NULL;
    if (!made_with && !is_wanted(group->children[i])) continue;
    add_key(p, field->name, &first, depth + 1);
    if (made_with) add_text(p, made_with);
    else add_fact(p, group->children[i], depth + 1);
  }
  if (!first) new_line(p, depth);
  gk_buf_add_char(p->out, '}');
}

static void add_fact(struct publishing *p, const struct gk_fact *fact, unsigned depth) {
  switch (fact->kind) {
    case GK_FACT_SCALAR: add_scalar(p, fact); break;
    case GK_FACT_GROUP: add_group(p, fact, depth); break;
    case GK_FACT_LIST: add_list(p, fact, depth); break;
  }
}

bool gk_facts_publish(struct gk_facts *facts, const struct gk_document *document, struct gk_buf *out, struct gk_diag_sink *sink) {
  facts->noting = true;
  for (size_t before = SIZE_MAX; before != facts->noted;) { /* parts have parts */
    before = facts->noted;
    use_parts(facts, facts->root, sink);
  }
  facts->noting = false;
  struct publishing p = {out, document->layout->id, document->name};
  add_group(&p, facts->root, 0);
  return gk_buf_add_char(out, '\n');
}
