/* Binds one document: layout tree and facts to the document tree. Decides in
 * which order that happens, whether the data is for this layout, and whether
 * there is a document at all: not while there are errors, except as a draft. */
#include <string.h>

#include "bind/binder.h"

#define UNFIT_IN_FILE_NAMES "/\\:*?\"<>|"

/* A template as plain text, for the title and the file name. */
static const char *plain(struct gk_binder *b, const struct gk_template *t) {
  if (!t) return "";
  struct gk_inline_list list = {0};
  gk_compose(b, t, NULL, &list);
  return gk_inlines_text(b->arena, gk_inlines_of(&list));
}

/* Characters that no system takes in a file name, or that would leave the folder, become _. */
static const char *file_name(struct gk_binder *b, const struct gk_template *t) {
  char *name = gk_arena_strdup(b->arena, plain(b, t));
  if (!name) return "";
  for (char *c = name; *c; c++)
    if ((unsigned char)*c < 0x20 || *c == 0x7F || strchr(UNFIT_IN_FILE_NAMES, *c)) *c = '_';
  if (name[0] == '.') name[0] = '_';
  return name;
}

/* By convention of the model: 单位.名称, 年度, 公开日期 or 成文日期 or 落款.成文日期. NULL when it has no such field or no value. */
static const struct gk_fact *known(struct gk_binder *b, const char *group, const char *name) {
  struct gk_fact *fact = b->facts->root;
  if (group) fact = gk_fact_named(b->facts, fact, group);
  if (fact) fact = gk_fact_named(b->facts, fact, name);
  if (!fact || fact->kind != GK_FACT_SCALAR || fact->state != GK_STATE_VALUE || fact->field->hidden) return NULL;
  gk_fact_note(b->facts, fact);
  return fact;
}

static const char *known_text(struct gk_binder *b, const char *group, const char *name) {
  const struct gk_fact *fact = known(b, group, name);
  return fact ? fact->text : NULL;
}

static const char *keywords(struct gk_binder *b) {
  struct gk_fact *group = gk_fact_named(b->facts, b->facts->root, "归档");
  struct gk_fact *list = group ? gk_fact_named(b->facts, group, "关键词") : NULL;
  const char *text = NULL;
  if (!list || list->kind != GK_FACT_LIST || list->field->type != GK_TYPE_TEXTS || list->field->hidden) return NULL;
  gk_fact_note(b->facts, list);
  for (size_t i = 0; i < list->count; i++)
    if (list->children[i]->text) text = gk_arena_printf(b->arena, "%s%s%s", text ? text : "", text ? "、" : "", list->children[i]->text);
  return text;
}

static void describe(struct gk_binder *b, struct gk_document *document) {
  const struct gk_fact *author = known(b, "单位", "名称");
  document->author = author && author->field->type == GK_TYPE_TEXT ? author->text : NULL;
  const struct gk_fact *year = known(b, NULL, "年度");
  if (year && year->field->type == GK_TYPE_YEAR) gk_decimal_to_int(year->number, &document->year);
  const struct gk_fact *date = known(b, NULL, "公开日期");
  if (!date) date = known(b, NULL, "成文日期");
  if (!date) date = known(b, "落款", "成文日期");
  document->date = date && date->field->type == GK_TYPE_DATE ? date->day : INT64_MIN;
  document->archive = (struct gk_archive){.date = date ? date->text : NULL, .unit_code = known_text(b, "单位", "代码"), .document_number = known_text(b, "归档", "文号"),
                                          .secrecy = known_text(b, "归档", "密级"), .retention = known_text(b, "归档", "保管期限"),
                                          .fonds = known_text(b, "归档", "全宗号"), .file_number = known_text(b, "归档", "档号"),
                                          .keywords = keywords(b)};
  /* What reading the data hangs on. */
  known(b, NULL, "数据版本");
  known(b, NULL, "金额单位");
}

/* What the layout wants stated before a document goes out (requires=): the fact of a field that lies in groups only. */
static struct gk_fact *fact_of(struct gk_binder *b, const struct gk_field *field) {
  if (!field->parent) return b->facts->root;
  struct gk_fact *group = fact_of(b, field->parent);
  return group ? gk_fact_child(b->facts, group, field) : NULL;
}

static void check_required(struct gk_binder *b, const struct gk_document_node *node) {
  for (size_t i = 0; i < node->require_count; i++) {
    const struct gk_field *field = node->requires[i];
    struct gk_fact *fact = fact_of(b, field);
    if (!fact) continue;
    gk_formula_settle(b->facts, fact, 0, b->sink);
    gk_fact_note(b->facts, fact);
    if (fact->state != GK_STATE_BLANK && fact->state != GK_STATE_MISSING) continue;
    fact->reported = true;
    gk_report(b->sink, &gk_msg_bind_required, fact->place, node->place, gk_fact_path(b->facts, fact), field->title,
              gk_or_empty(gk_datum_remedy(b->arena, field, false)), gk_or_empty(gk_datum_remedy(b->arena, field, true)));
  }
}

static void check_layout(struct gk_binder *b, const struct gk_document_node *node, const struct gk_document *document) {
  const struct gk_layout *layout = b->layout;
  const struct gk_fact *year = known(b, NULL, "年度"), *id = known(b, NULL, "版式");
  if (id && id->text && layout->id && strcmp(id->text, layout->id) != 0)
    gk_report(b->sink, &gk_msg_bind_layout_other, id->place, gk_place_none(), id->text, layout->id);
  if (!year || layout->year == 0 || document->year == layout->year) return;
  const char *given = gk_arena_printf(b->arena, "%d", (int)document->year), *wanted = gk_arena_printf(b->arena, "%d", (int)layout->year);
  gk_report(b->sink, &gk_msg_bind_year, year->place, node->place, gk_or_empty(given), layout->id ? layout->id : "", gk_or_empty(wanted));
}

struct gk_document *gk_bind(struct gk_arena *arena, const struct gk_layout *layout, const struct gk_document_node *node, struct gk_facts *facts,
                            enum gk_bind_mode mode, struct gk_diag_sink *sink) {
  struct gk_binder b = {.arena = arena, .layout = layout, .facts = facts, .sink = sink, .where = "", .decimals = GK_DECIMALS_TRIM};
  struct gk_document *document = gk_arena_alloc(arena, sizeof *document);
  if (document) {
    document->layout = layout;
    document->name = node->name;
    facts->noting = true;
    describe(&b, document);
    check_layout(&b, node, document);
    document->title = plain(&b, node->title);
    document->file_name = file_name(&b, node->file);
    b.where = document->title;
    b.gathering = mode == GK_BIND_EXPLAIN;
    struct gk_level level = {0};
    gk_bind_nodes(&b, node->children, node->count, &level, NULL);
    gk_bind_annexes(&b);
    gk_bind_contents_check(&b);
    document->cover_count = b.cover_count;
    document->contents = b.contents;
    document->blocks = b.blocks;
    document->count = b.block_count;
    if (mode == GK_BIND_STRICT) check_required(&b, node);
    facts->noting = false;
    document->uses = b.uses;
    document->use_count = b.use_count;
  }
  if (gk_arena_failed(arena) || gk_arena_failed(facts->arena)) {
    gk_report_memory(sink);
    return NULL;
  }
  return mode == GK_BIND_STRICT && gk_diag_errors(sink) > 0 ? NULL : document;
}
