/* Records that are a tree by their codes: 201 stands above 20103, and that above
 * 2010308. Decides which records are subtotals of others (they add nothing to any
 * sum), and that the figures a subtotal gives agree with the records below it:
 * 类 = Σ款 = Σ项. A subtotal may leave out what it likes; it is then worked out. */
#include <stdlib.h>
#include <string.h>

#include "bind/codes.h"
#include "bind/evaluate.h"
#include "bind/messages.h"

#define LISTED_MOST 8 /* places named in the remedy */

bool gk_code_begins(const char *code, const char *with, size_t n) { return strncmp(code, with, n) == 0; }

size_t gk_tree_find(const struct gk_tree *tree, const char *code, size_t n) {
  size_t low = 0, high = tree->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strncmp(tree->entries[middle].code, code, n) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* ------------------------------------------------------- making */

static int compare(const void *a, const void *b) {
  const struct gk_tree_entry *x = a, *y = b;
  int order = strcmp(x->code, y->code);
  if (order) return order;
  return x->record->index < y->record->index ? -1 : x->record->index > y->record->index;
}

static void report_twice(struct gk_facts *facts, const struct gk_tree_entry *first, const struct gk_tree_entry *second, const struct gk_field *code,
                         struct gk_diag_sink *sink) {
  struct gk_fact *a = gk_fact_child(facts, first->record, code), *b = gk_fact_child(facts, second->record, code);
  if (!a || !b) return;
  struct gk_position at = gk_place_position(a->place);
  const char *place = gk_arena_printf(facts->arena, "%s:%u:%u", a->place.source ? a->place.source->name : "", at.line, at.column);
  gk_report(sink, &gk_msg_model_code_twice, b->place, gk_place_none(), gk_fact_path(facts, b), b->text, gk_fact_path(facts, a), gk_or_empty(place));
}

static void make(struct gk_facts *facts, struct gk_fact *list, struct gk_diag_sink *sink) {
  struct gk_tree *tree = gk_arena_alloc(facts->arena, sizeof *tree);
  struct gk_tree_entry *entries = gk_arena_array(facts->arena, list->count + 1, sizeof *entries);
  if (!tree || !entries) return;
  for (size_t i = 0; i < list->count; i++) {
    struct gk_fact *record = list->children[i], *code = gk_fact_child(facts, record, list->field->tree);
    if (code && code->state == GK_STATE_VALUE && code->size) entries[tree->count++] = (struct gk_tree_entry){code->text, code->size, record};
  }
  tree->entries = entries;
  if (tree->count > 1) qsort(entries, tree->count, sizeof *entries, compare);
  for (size_t i = 0; i + 1 < tree->count; i++) {
    const struct gk_tree_entry *next = &entries[i + 1];
    if (strcmp(entries[i].code, next->code) == 0) report_twice(facts, &entries[i], next, list->field->tree, sink);
    else entries[i].record->subtotal = gk_code_begins(next->code, entries[i].code, entries[i].size);
  }
  list->tree = tree;
}

static void each_tree(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink, void (*f)(struct gk_facts *, struct gk_fact *, struct gk_diag_sink *)) {
  if (fact->kind == GK_FACT_SCALAR) return;
  if (fact->kind == GK_FACT_LIST && fact->field->tree && fact->state == GK_STATE_VALUE) f(facts, fact, sink);
  size_t n = fact->kind == GK_FACT_LIST ? fact->count : fact->field->field_count;
  for (size_t i = 0; i < n; i++)
    if (fact->children[i]) each_tree(facts, fact->children[i], sink, f);
}

void gk_trees_make(struct gk_facts *facts, struct gk_diag_sink *sink) { each_tree(facts, facts->root, sink, make); }

/* ------------------------------------------------------- given subtotals */

/* What stands below a subtotal: entries from..to of its tree. */
struct below { struct gk_facts *facts; struct gk_diag_sink *sink; const struct gk_tree *tree; const struct gk_tree_entry *subtotal; size_t from, to; };

/* The fact of another record that is where `fact` is in the subtotal's. */
static struct gk_fact *same_of(struct gk_facts *facts, struct gk_fact *fact, const struct gk_fact *subtotal, struct gk_fact *record) {
  if (fact == subtotal) return record;
  struct gk_fact *parent = same_of(facts, fact->parent, subtotal, record);
  struct gk_fact *same = parent ? gk_fact_child(facts, parent, fact->field) : NULL;
  return same;
}

/* The sum of the records below; *withheld: the only one that is, when all others are known. */
static struct gk_figure sum_below(const struct below *b, struct gk_fact *fact, size_t *addends, struct gk_fact **withheld) {
  struct gk_figure sum = {.state = GK_STATE_BLANK, .kind = GK_FIGURE_NUMBER};
  size_t secret = 0, unknown = 0;
  *addends = 0;
  for (size_t i = b->from; i < b->to; i++) {
    if (b->tree->entries[i].record->subtotal) continue;
    struct gk_fact *addend = same_of(b->facts, fact, b->subtotal->record, b->tree->entries[i].record);
    if (!addend) break;
    gk_formula_settle(b->facts, addend, 0, b->sink);
    struct gk_figure figure = gk_figure_of_fact(addend);
    enum gk_fault fault;
    sum = gk_figure_compute(GK_OP_ADD, &sum, &figure, &fault);
    ++*addends;
    unknown += addend->state == GK_STATE_MISSING || addend->state == GK_STATE_INVALID;
    if (addend->state == GK_STATE_WITHHELD && secret++ == 0) *withheld = addend;
  }
  if (secret != 1 || unknown) *withheld = NULL;
  return sum;
}

static const char *money(const struct below *b, const struct gk_fact *fact, struct gk_decimal number) {
  char digits[GK_DECIMAL_TEXT_MAX];
  gk_decimal_format(gk_decimal_trim(number), false, digits);
  const char *unit = fact->field->type == GK_TYPE_AMOUNT ? gk_unit_name(gk_facts_unit(b->facts)) : "";
  return gk_or_empty(gk_arena_printf(b->facts->arena, "%s%s", digits, unit));
}

static const char *places(const struct below *b, struct gk_fact *fact) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 16);
  size_t listed = 0;
  for (size_t i = b->from; i < b->to; i++) {
    if (b->tree->entries[i].record->subtotal) continue;
    struct gk_fact *addend = same_of(b->facts, fact, b->subtotal->record, b->tree->entries[i].record);
    if (!addend || addend->state == GK_STATE_BLANK) continue;
    if (listed++ == LISTED_MOST) {
      gk_buf_add_string(&out, "……");
      break;
    }
    struct gk_position at = gk_place_position(addend->place);
    gk_buf_addf(&out, "%s%s（%s:%u:%u）", listed > 1 ? "、" : "", gk_fact_path(b->facts, addend), addend->place.source ? addend->place.source->name : "", at.line,
                at.column);
  }
  return gk_facts_take(b->facts, &out, b->sink);
}

static void check_figure(const struct below *b, struct gk_fact *fact) {
  size_t addends;
  struct gk_fact *withheld = NULL;
  struct gk_figure sum = sum_below(b, fact, &addends, &withheld);
  if (withheld) gk_report(b->sink, &gk_msg_bind_secret, withheld->place, gk_place_none(), gk_fact_path(b->facts, withheld), gk_fact_path(b->facts, fact));
  struct gk_decimal difference, expected;
  if (sum.state != GK_STATE_VALUE || !gk_figure_round(&sum, 0, GK_DECIMAL_SCALE_MAX, false, &expected)) return;
  if (gk_decimal_compare(fact->number, expected) == 0) return;
  if (!gk_decimal_sub(fact->number, expected, &difference) || !gk_decimal_abs(difference, &difference)) return;
  gk_report(b->sink, &gk_msg_bind_tree_sum, fact->place, gk_place_none(), gk_fact_path(b->facts, fact), money(b, fact, fact->number), b->subtotal->code,
            gk_or_empty(gk_arena_printf(b->facts->arena, "%zu", addends)), money(b, fact, expected), money(b, fact, difference), places(b, fact));
}

/* Amounts and quantities that the subtotal gives, at any depth of its groups. */
static void check_group(const struct below *b, struct gk_fact *group) {
  for (size_t i = 0; i < group->field->field_count; i++) {
    struct gk_fact *fact = group->children[i];
    if (!fact) continue;
    bool adds = fact->field->type == GK_TYPE_AMOUNT || fact->field->type == GK_TYPE_QUANTITY;
    if (fact->kind == GK_FACT_GROUP) check_group(b, fact);
    else if (adds && fact->given && fact->state == GK_STATE_VALUE) check_figure(b, fact);
  }
}

static void check_tree(struct gk_facts *facts, struct gk_fact *list, struct gk_diag_sink *sink) {
  const struct gk_tree *tree = list->tree;
  for (size_t i = 0; tree && i < tree->count && !gk_arena_failed(facts->arena); i++) {
    const struct gk_tree_entry *entry = &tree->entries[i];
    if (!entry->record->subtotal) continue;
    struct below b = {facts, sink, tree, entry, i + 1, i + 1};
    while (b.to < tree->count && gk_code_begins(tree->entries[b.to].code, entry->code, entry->size)) b.to++;
    check_group(&b, entry->record);
  }
}

void gk_trees_check(struct gk_facts *facts, struct gk_diag_sink *sink) { each_tree(facts, facts->root, sink, check_tree); }
