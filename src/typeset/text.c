/* From the document tree's inlines and styles to what the text room sets. */
#include "typeset/setting.h"

enum { RUNS_FEW = 4 };

int32_t gk_cell_of(const struct gk_setter *setter, const struct gk_style *style) {
  int32_t cell = style->grid_pitch ? setter->page_style->text_width / setter->page_style->characters : 0;
  return cell > style->size ? cell : style->size;
}

static bool style_of(const struct gk_setter *setter, const struct gk_style *style, struct gk_text_style *out) {
  static const enum gk_text_align aligns[] = {GK_ALIGN_JUSTIFY, GK_ALIGN_START, GK_ALIGN_CENTER, GK_ALIGN_END, GK_ALIGN_END};
  int role = gk_fonts_role(setter->fonts, style->font);
  if (role < 0) {
    gk_report(setter->sink, &gk_msg_typeset_role, gk_place_none(), gk_place_none(), style->name, style->font);
    return false;
  }
  int32_t cell = gk_cell_of(setter, style), pitch = cell > style->size ? cell : 0;
  *out = (struct gk_text_style){.role = role, .size = style->size, .pitch = pitch, .align = aligns[style->align],
                                .first_indent = (int32_t)((int64_t)cell * style->first_indent / 1000), .indent = (int32_t)((int64_t)cell * style->indent / 1000),
                                .kinsoku = (enum gk_kinsoku)style->kinsoku, .han_latin_gap = style->han_latin_gap,
                                .gap_least = style->gap_least, .gap_most = style->gap_most, .space_first = style->space_first, .balance = style->balance,
                                .normalize = style->normalize,
                                .words = style->balance ? GK_WORDS_WHOLE : GK_WORDS_FREE, .phrases = setter->document->layout->phrases,
                                .phrase_count = setter->document->layout->phrase_count};
  return true;
}

/* A text of the data that the layout put into a title: 单位.名称. */
static bool is_name(const struct gk_inline *from) {
  return from->data.source && !from->whole && !from->label && from->state == GK_STATE_VALUE;
}

static unsigned flags_of(const struct gk_inline *from) { /* enum gk_run_flags */
  return (from->whole ? GK_RUN_WHOLE : 0u) | (from->break_good ? GK_RUN_BREAK_GOOD : 0u) | (from->break_forced ? GK_RUN_BREAK_FORCED : 0u) |
         (is_name(from) ? GK_RUN_NAME : 0u) | (from->joined ? GK_RUN_JOINED : 0u) |
         (from->script == GK_SCRIPT_SUPER ? GK_RUN_SUPER : from->script == GK_SCRIPT_SUB ? GK_RUN_SUB : 0u);
}

/* In `few` when they are no more than that. */
static struct gk_text_run *runs_of(const struct gk_setter *setter, const struct gk_inlines *inlines, struct gk_text_run few[RUNS_FEW]) {
  struct gk_text_run *runs = inlines->count <= RUNS_FEW ? few : gk_arena_array(setter->arena, inlines->count, sizeof *runs);
  for (size_t i = 0; runs && i < inlines->count; i++) {
    const struct gk_inline *from = &inlines->items[i];
    runs[i] = (struct gk_text_run){.text = from->text, .size = from->size, .role = -1, .data = from->data, .layout = from->layout, .flags = flags_of(from)};
  }
  return runs;
}

/* In `narrow` places, which may not hold a word, words may be broken. */
static bool set(struct gk_setter *setter, struct gk_text_style *text, bool narrow, enum gk_text_wanted wanted, const struct gk_inlines *inlines, int32_t measure,
                struct gk_set_text *out) {
  if (narrow && text->balance) text->words = GK_WORDS_PREFERRED;
  struct gk_text_run few[RUNS_FEW], *runs = runs_of(setter, inlines, few);
  if (!runs) return false;
  if (gk_text_set(setter->texts, setter->fonts, setter->pages, text, wanted, measure, runs, inlines->count, out, setter->sink)) return true;
  setter->faulty = true;
  /* Set but for some characters: the other faults of the document are wanted too. */
  return wanted == GK_WANT_WIDTHS ? out->widths.natural > 0 : out->paragraph && out->paragraph->text;
}

bool gk_set_cell_text(struct gk_setter *setter, const struct gk_style *style, enum gk_text_wanted wanted, const struct gk_inlines *content, int32_t measure,
                      struct gk_set_text *out) {
  struct gk_text_style text;
  if (!style_of(setter, style, &text)) return false;
  text.cell = true;
  return set(setter, &text, wanted == GK_WANT_LINES, wanted, content, measure, out);
}

static bool set_text(struct gk_setter *setter, const struct gk_style *style, bool narrow, const struct gk_inlines *inlines, int32_t measure,
                     struct gk_paragraph *out) {
  struct gk_text_style text;
  struct gk_set_text made;
  if (!style_of(setter, style, &text) || !set(setter, &text, narrow, GK_WANT_LINES, inlines, measure, &made)) return false;
  *out = *made.paragraph;
  return true;
}

bool gk_set_text(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *inlines, int32_t measure, struct gk_paragraph *out) {
  return set_text(setter, style, false, inlines, measure, out);
}

bool gk_set_label(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *inlines, int32_t measure, struct gk_paragraph *out) {
  return set_text(setter, style, true, inlines, measure, out);
}

bool gk_flow_blank(struct gk_setter *setter, int32_t lines, bool keep) {
  if (lines <= 0) return true;
  struct gk_unit *unit = gk_unit_add(setter, GK_UNIT_BLANK);
  if (!unit) return false;
  unit->height = lines;
  unit->keep = keep;
  return true;
}

bool gk_flow_paragraph(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *inlines, struct gk_tag *tag, const char *outline,
                       unsigned level) {
  struct gk_paragraph *paragraph = gk_arena_alloc(setter->arena, sizeof *paragraph);
  if (!paragraph || !gk_set_text(setter, style, inlines, setter->page_style->text_width, paragraph)) return false;
  size_t first = setter->unit_count;
  if (!gk_flow_blank(setter, style->before, true)) return false;
  for (size_t i = 0; i < paragraph->count; i++) {
    struct gk_unit *unit = gk_unit_line(setter, paragraph, i, tag);
    if (!unit) return false;
    unit->outline = i == 0 ? outline : NULL;
    unit->outline_level = level;
    unit->centred = style->align == GK_STYLE_CENTER;
    /* No first or last line alone (clreq 3.3.2); a heading's lines stay together and with what follows. */
    unit->keep = style->keep_next || (i == 0 && paragraph->count > 1) || i + 2 == paragraph->count;
  }
  if (setter->unit_count > first) setter->units[first].fresh = style->break_before;
  if (style->after > 0 && paragraph->count) return gk_flow_blank(setter, style->after, style->keep_next);
  return true;
}

bool gk_flow_paragraph_at(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *inlines, struct gk_tag *tag, int32_t measure) {
  struct gk_paragraph *paragraph = gk_arena_alloc(setter->arena, sizeof *paragraph);
  if (!paragraph || !gk_set_text(setter, style, inlines, measure, paragraph)) return false;
  for (size_t i = 0; i < paragraph->count; i++) {
    struct gk_unit *unit = gk_unit_line(setter, paragraph, i, tag);
    if (!unit) return false;
    unit->height = style->line ? style->line : style->size * 3 / 2;
    unit->keep = i + 1 < paragraph->count;
  }
  return true;
}
