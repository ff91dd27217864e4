/* The mark of a draft: a page that is torn from the rest must still say that it is
 * not the notice. Large, so that no copy loses it, and so light that what stands
 * on it reads as before (more than 7 : 1 of black on it). */
#include "paint/paint.h"

#define MARK "草稿"
#define ROLE "黑体"
#define GREY 228
#define SIZE_PART 3            /* of the frame's shorter side: one character */
#define BASELINE_TENTHS 4      /* below the middle of the page: half the height of a Han character */

/* The glyphs from x on, `gap` apart. */
static struct gk_op_glyph *place_glyphs(struct gk_arena *arena, const struct gk_glyphs *glyphs, int32_t x, int32_t gap, uint32_t bytes) {
  struct gk_op_glyph *placed = gk_arena_array(arena, glyphs->count + 1, sizeof *placed);
  for (size_t i = 0; placed && i < glyphs->count; i++) {
    uint32_t to = i + 1 < glyphs->count ? glyphs->items[i + 1].cluster : bytes;
    placed[i] = (struct gk_op_glyph){.id = glyphs->items[i].id, .x = x + glyphs->items[i].x_offset, .y_offset = glyphs->items[i].y_offset,
                                     .cluster = glyphs->items[i].cluster, .cluster_size = to - glyphs->items[i].cluster};
    x += glyphs->items[i].advance + gap;
  }
  return placed;
}

static bool mark_page(struct gk_arena *arena, struct gk_fonts *fonts, struct gk_display_page *page, struct gk_diag_sink *sink) {
  int32_t width = page->rotated ? page->height : page->width, height = page->rotated ? page->width : page->height;
  int32_t size = (width < height ? width : height) / SIZE_PART, gap = size / 2;
  int role = gk_fonts_role(fonts, ROLE);
  struct gk_glyphs glyphs = {0};
  if (!gk_font_shape(fonts, arena, role < 0 ? 0 : role, size, GK_FONT_HAN, MARK, sizeof MARK - 1, &glyphs, gk_place_none(), sink)) return false;
  struct gk_op *ops = gk_arena_array(arena, page->count + 3, sizeof *ops);
  int32_t x = (width - (int32_t)glyphs.count * size - ((int32_t)glyphs.count - 1) * gap) / 2;
  struct gk_op_glyph *placed = ops ? place_glyphs(arena, &glyphs, x, gap, sizeof MARK - 1) : NULL;
  if (!placed || glyphs.count == 0) {
    gk_report_memory(sink);
    return false;
  }
  ops[0] = (struct gk_op){.kind = GK_OP_BEGIN_ARTIFACT, .artifact = GK_ARTIFACT_DRAFT_MARK};
  ops[1] = (struct gk_op){.kind = GK_OP_GLYPHS, .font = glyphs.items[0].font, .size = size, .y = height / 2 + size / 10 * BASELINE_TENTHS, .glyphs = placed,
                          .count = glyphs.count, .text = MARK, .grey = GREY};
  ops[2] = (struct gk_op){.kind = GK_OP_END};
  for (size_t i = 0; i < page->count; i++) ops[3 + i] = page->ops[i];
  page->ops = ops;
  page->count += 3;
  return true;
}

bool gk_paint_draft_mark(struct gk_arena *arena, struct gk_fonts *fonts, struct gk_display_list *list, struct gk_diag_sink *sink) {
  for (size_t i = 0; i < list->count; i++)
    if (!mark_page(arena, fonts, &list->pages[i], sink)) return false;
  return true;
}
