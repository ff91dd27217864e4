/* Pieces of a paragraph that have tags of their own (ISO 32000-1 14.8.4): the
 * label of an item, a sign that is heard as what it means, the mark of a footnote.
 * Where they are is counted in characters: a style that normalizes sets others in
 * the place of some, one for one, and their bytes are as many as they like. */
#include "typeset/pieces.h"

#include "typeset/spoken.h"

/* Where in the paragraph's text ends what begins at `at`. */
static uint32_t end_of(const struct gk_paragraph *p, uint32_t at, const struct gk_inline *part) {
  size_t end = at;
  for (size_t i = 0; i < part->size;)
    if (!gk_char_is_invisible(gk_utf8_next(part->text, part->size, &i)) && end < p->size) gk_utf8_next(p->text, p->size, &end);
  return (uint32_t)end;
}

static struct gk_tag *tag_of(struct gk_setter *setter, const struct gk_inlines *inlines, size_t i, const struct gk_piece_tags *tags) {
  if (i < tags->labels) return tags->label;
  if (tags->mark && i + 1 == inlines->count) return tags->mark;
  const char *spoken = tags->spoken ? NULL : gk_spoken_sign(setter, &inlines->items[i]);
  if (!spoken) return tags->spoken ? tags->spoken : tags->text;
  struct gk_tag *span = gk_tag_new(setter, tags->text, GK_TAG_SPAN);
  if (span) span->expansion = spoken;
  return span;
}

bool gk_pieces(struct gk_setter *setter, const struct gk_paragraph *p, const struct gk_inlines *inlines, const struct gk_piece_tags *tags,
               struct gk_pieces *out) {
  *out = (struct gk_pieces){0};
  bool any = tags->labels || tags->mark || tags->spoken;
  for (size_t i = 0; !any && i < inlines->count; i++) any = gk_spoken_sign(setter, &inlines->items[i]) != NULL;
  if (!any) return true;
  struct gk_tag_part *parts = gk_arena_array(setter->arena, inlines->count + 1, sizeof *parts);
  if (!parts) return false;
  size_t count = 0;
  uint32_t at = 0;
  for (size_t i = 0; i < inlines->count; i++) {
    struct gk_tag *tag = tag_of(setter, inlines, i, tags);
    if (!tag) return false;
    at = end_of(p, at, &inlines->items[i]);
    if (count && parts[count - 1].tag == tag) parts[count - 1].to = at;
    else parts[count++] = (struct gk_tag_part){at, tag};
  }
  if (count && parts[count - 1].tag == tags->text) count--; /* what follows the last part is the paragraph's own */
  *out = (struct gk_pieces){parts, count};
  return true;
}

bool gk_flow_pieces(struct gk_setter *setter, size_t first, const struct gk_inlines *inlines, const struct gk_piece_tags *tags) {
  struct gk_pieces pieces;
  while (first < setter->unit_count && setter->units[first].kind != GK_UNIT_LINE) first++;
  if (first == setter->unit_count) return true;
  if (!gk_pieces(setter, setter->units[first].paragraph, inlines, tags, &pieces)) return false;
  for (size_t i = first; i < setter->unit_count; i++) {
    setter->units[i].parts = pieces.parts;
    setter->units[i].part_count = pieces.count;
  }
  return true;
}
