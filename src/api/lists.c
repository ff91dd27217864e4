/* What is installed: the layouts, and the fonts of each role. */
#include "api/engine.h"

#define TEXT_LIMIT ((size_t)16 << 20)

gk_result *gk_list_layouts(gk_engine *engine) {
  struct gk_result *result = gk_result_new();
  if (!result) return NULL;
  struct gk_layout_summary *list;
  size_t n;
  if (!gk_layout_list(result->arena, engine->layouts_dir, &list, &n, result->sink)) return gk_result_close(result);
  struct gk_buf text[2];
  for (int english = 0; english < 2; english++) {
    gk_buf_init(&text[english], TEXT_LIMIT);
    for (size_t i = 0; i < n; i++) {
      gk_buf_addf(&text[english], "%s\t%s", list[i].id, list[i].title);
      if (list[i].extends) gk_buf_addf(&text[english], english ? " (extends %s)" : "（沿用 %s）", list[i].extends);
      for (size_t k = 0; k < list[i].document_count; k++) gk_buf_addf(&text[english], "\t%s", list[i].documents[k]);
      gk_buf_add_char(&text[english], '\n');
    }
    if (n == 0) gk_buf_addf(&text[english], english ? "no layouts in %s\n" : "%s 中没有版式\n", engine->layouts_dir);
  }
  gk_result_take_text(result, text);
  return gk_result_close(result);
}

static void list_role(struct gk_buf *out, struct gk_fonts *fonts, int role, bool english) {
  size_t n;
  const uint16_t *chain = gk_fonts_role_chain(fonts, role, &n);
  gk_buf_addf(out, "%s\n", gk_fonts_role_name(fonts, role));
  for (size_t i = 0; i < n; i++) {
    const struct gk_font_info *font = gk_fonts_info(fonts, chain[i]);
    const char *state = font->present ? "" : english ? "  (absent)" : "  （没有）";
    if (font->present && font->from_user) state = english ? "  (your own)" : "  （自备）";
    gk_buf_addf(out, "  %zu  %s  %s%s\n", i + 1, font->family ? font->family : font->name, font->path ? font->path : font->file, state);
  }
}

gk_result *gk_list_fonts(gk_engine *engine, int verify) {
  struct gk_result *result = gk_result_new();
  if (!result) return NULL;
  struct gk_fonts *fonts = gk_engine_fonts(engine, result->sink);
  if (!fonts || (verify && !gk_fonts_verify(fonts, result->sink))) return gk_result_close(result);
  struct gk_buf text[2];
  for (int english = 0; english < 2; english++) {
    gk_buf_init(&text[english], TEXT_LIMIT);
    for (size_t role = 0; role < gk_fonts_role_count(fonts); role++) list_role(&text[english], fonts, (int)role, english);
    if (verify) gk_buf_add_string(&text[english], english ? "all font files are as locked\n" : "字体文件都与锁定的一致\n");
  }
  gk_result_take_text(result, text);
  return gk_result_close(result);
}
