/* From the document's styles and inlines to what the text room sets. Decides how
 * lengths in characters become lengths on the page: on the character grid of
 * GB/T 9704 (28 to a line) an indent of two characters is two cells of the grid. */
#include <string.h>

#include "typeset/inside.h"

const struct gk_style *gk_set_style(struct gk_set *set, const char *name, const char *use) {
  const struct gk_style *style = name ? gk_layout_style(set->document->layout, name) : NULL;
  if (style) return style;
  gk_report(set->sink, &gk_msg_typeset_style, gk_place_none(), gk_place_none(), name ? name : "", use);
  set->failed = true;
  return NULL;
}

static enum gk_text_align align_of(enum gk_style_align align) {
  switch (align) {
    case GK_STYLE_JUSTIFY: return GK_ALIGN_JUSTIFY;
    case GK_STYLE_START: return GK_ALIGN_START;
    case GK_STYLE_CENTER: return GK_ALIGN_CENTER;
    case GK_STYLE_END:
    case GK_STYLE_DECIMAL: return GK_ALIGN_END;
  }
  return GK_ALIGN_START;
}

bool gk_set_text_style(struct gk_set *set, const struct gk_style *style, struct gk_text_style *out) {
  *out = (struct gk_text_style){0};
  int role = style->font ? gk_fonts_role(set->fonts, style->font) : -1;
  if (role < 0) {
    gk_report(set->sink, &gk_msg_typeset_role, gk_place_none(), gk_place_none(), style->name ? style->name : "", style->font ? style->font : "");
    set->failed = true;
    return false;
  }
  int32_t pitch = style->grid_pitch ? set->page_style->text_width / set->page_style->characters : 0;
  if (pitch <= style->size) pitch = 0;
  int64_t cell = pitch ? pitch : style->size;
  *out = (struct gk_text_style){.role = role, .size = style->size, .pitch = pitch, .align = align_of(style->align),
                                .first_indent = (int32_t)(cell * style->first_indent / 1000), .indent = (int32_t)(cell * style->indent / 1000),
                                .kinsoku = (enum gk_kinsoku)style->kinsoku, .han_latin_gap = style->han_latin_gap, .balance = style->balance};
  return true;
}

/* The runs live until the next call. */
static struct gk_text_run *runs_of(struct gk_set *set, const struct gk_inlines *inlines) {
  struct gk_text_run *runs = gk_arena_grow(set->scratch, set->runs, &set->run_capacity, inlines->count, sizeof *runs);
  if (!runs) return NULL;
  set->runs = runs;
  for (size_t i = 0; i < inlines->count; i++) {
    const struct gk_inline *from = &inlines->items[i];
    unsigned flags = (from->whole ? GK_RUN_WHOLE : 0u) | (from->break_good ? GK_RUN_BREAK_GOOD : 0u) | (from->break_forced ? GK_RUN_BREAK_FORCED : 0u);
    runs[i] = (struct gk_text_run){.text = from->text, .size = from->size, .flags = flags, .role = -1, .data = from->data, .layout = from->layout};
  }
  return runs;
}

void gk_set_lines(struct gk_set *set, const struct gk_text_style *style, const struct gk_inlines *inlines, int32_t measure, struct gk_paragraph *out) {
  *out = (struct gk_paragraph){.text = "", .size_em = style->size};
  if (inlines->count == 0) return;
  struct gk_text_run *runs = runs_of(set, inlines);
  if (runs && gk_text_paragraph(set->fonts, set->arena, style, measure, runs, inlines->count, out, set->sink)) return;
  set->failed = true;
  *out = (struct gk_paragraph){.text = "", .size_em = style->size};
}

struct gk_text_widths gk_set_widths(struct gk_set *set, const struct gk_text_style *style, const struct gk_inlines *inlines) {
  struct gk_text_widths widths = {0};
  struct gk_text_run *runs = inlines->count ? runs_of(set, inlines) : NULL;
  if (inlines->count == 0) return widths;
  if (!runs || !gk_text_widths(set->fonts, set->scratch, style, runs, inlines->count, &widths, set->sink)) set->failed = true;
  return widths;
}

size_t gk_inlines_size(const struct gk_inlines *inlines) {
  size_t size = 0;
  for (size_t i = 0; i < inlines->count; i++) size += inlines->items[i].size;
  return size;
}

char *gk_inlines_joined(struct gk_set *set, const struct gk_inlines *inlines) {
  char *text = gk_arena_alloc(set->arena, gk_inlines_size(inlines) + 1);
  if (!text) return NULL;
  size_t at = 0;
  for (size_t i = 0; i < inlines->count; i++) {
    memcpy(text + at, inlines->items[i].text, inlines->items[i].size);
    at += inlines->items[i].size;
  }
  return text;
}

/* The text was set as one, so that spacing and breaks around the label are those of running text; only now it is cut. */
struct gk_paragraph *gk_label_cut(struct gk_set *set, struct gk_paragraph *paragraph, size_t label_size) {
  if (label_size == 0 || paragraph->count == 0) return NULL;
  struct gk_line *line = &paragraph->lines[0];
  if (line->to < label_size) return NULL;
  size_t glyphs = 0;
  while (glyphs < line->count && line->glyphs[glyphs].cluster < label_size) glyphs++;
  struct gk_paragraph *label = gk_arena_alloc(set->arena, sizeof *label);
  struct gk_line *own = gk_arena_alloc(set->arena, sizeof *own);
  if (!label || !own) return NULL;
  *own = *line;
  own->to = (uint32_t)label_size;
  own->count = glyphs;
  *label = (struct gk_paragraph){.text = paragraph->text, .size = paragraph->size, .lines = own, .count = 1, .size_em = paragraph->size_em};
  line->from = (uint32_t)label_size;
  line->glyphs += glyphs;
  line->count -= glyphs;
  return label;
}
