/* The tree of tags (ISO 32000-1 14.7): its nodes and their order. What becomes
 * which tag is decided where it is set; how a tag is written, by the pdf room. */
#include "typeset/setting.h"

struct gk_tag *gk_tag_new(struct gk_setter *setter, struct gk_tag *parent, enum gk_tag_role role) {
  struct gk_tag *tag = gk_arena_alloc(setter->arena, sizeof *tag);
  if (!tag) return NULL;
  *tag = (struct gk_tag){.role = role, .parent = parent, .column_span = 1, .row_span = 1};
  if (!parent) return tag;
  if (parent->last) parent->last->next = tag;
  else parent->first = tag;
  parent->last = tag;
  return tag;
}

enum gk_tag_role gk_tag_heading(const struct gk_setter *setter, unsigned level) {
  if (setter->titled) level++;
  return (enum gk_tag_role)(GK_TAG_H1 + (level > 6 ? 5 : level - 1));
}

void gk_tag_number(struct gk_typeset *out) {
  struct gk_tag *tag = out->root;
  while (tag) {
    tag->number = out->tag_count++;
    if (tag->first) {
      tag = tag->first;
      continue;
    }
    while (tag && !tag->next) tag = tag->parent;
    if (tag) tag = tag->next;
  }
}

const char *gk_text_of(struct gk_arena *arena, const struct gk_inlines *inlines) {
  const char *text = "";
  for (size_t i = 0; text && i < inlines->count; i++) text = gk_arena_printf(arena, "%s%.*s", text, (int)inlines->items[i].size, inlines->items[i].text);
  return text;
}
