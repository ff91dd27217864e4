/* Where a figure comes from: its value spelled out with the place of each
 * operand, then every place of the document that prints it. */
#include <string.h>

#include "api/engine.h"

#define TEXT_LIMIT ((size_t)16 << 20)

static void add_place(struct gk_buf *out, struct gk_place place) {
  if (!place.source) return;
  struct gk_position at = gk_place_position(place);
  gk_buf_addf(out, "%s:%u:%u", place.source->name, at.line, at.column);
}

static void add_uses(struct gk_buf *out, const struct gk_document *document, const char *path, bool english) {
  size_t found = 0;
  for (size_t i = 0; i < document->use_count; i++) {
    const struct gk_use *use = &document->uses[i];
    if (strcmp(use->path, path) != 0) continue;
    if (found++ == 0) gk_buf_add_string(out, english ? "printed in:\n" : "印在：\n");
    gk_buf_addf(out, "  %s%s", use->where ? use->where : "", english ? ": " : "：");
    gk_buf_addf(out, "%s  ", use->printed ? use->printed : "");
    add_place(out, use->layout);
    gk_buf_add_char(out, '\n');
  }
  if (found == 0) gk_buf_add_string(out, english ? "not printed in this document\n" : "本文件没有直接印出它\n");
}

/* Whether a use of the field is recorded under its own name; lists, groups and records print through their parts. */
static bool prints_alone(const struct gk_field *field) { return field && field->type != GK_TYPE_GROUP && field->type != GK_TYPE_RECORDS && field->type != GK_TYPE_TEXTS; }

gk_result *gk_explain_figure(gk_engine *engine, const gk_request *request, const char *figure) {
  struct gk_result *result = gk_result_new();
  if (!result) return NULL;
  /* A figure can be explained while other data is still missing. */
  gk_request draft = *request;
  draft.profile = GK_PROFILE_DRAFT;
  gk_diag_sink_lower_document_errors(result->sink, true);
  struct gk_bound bound = {.explained = true};
  if (!gk_engine_bind(engine, &draft, result, &bound)) return gk_result_close(result);
  struct gk_source *source = gk_source_new(result->arena, figure, figure, strlen(figure));
  struct gk_expr *expr = source ? gk_expr_parse(result->arena, source, bound.layout->model->root, result->sink) : NULL;
  if (!expr) return gk_result_close(result);
  struct gk_buf text[2];
  for (int i = 0; i < 2; i++) {
    gk_buf_init(&text[i], TEXT_LIMIT);
    gk_explain(result->arena, bound.layout, bound.facts, expr, &text[i], i == 1, result->sink);
    if (expr->kind == GK_EXPR_PATH && prints_alone(expr->field)) add_uses(&text[i], bound.document, expr->text, i == 1);
  }
  gk_result_take_text(result, text);
  return gk_result_close(result);
}
