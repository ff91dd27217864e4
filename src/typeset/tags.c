/* The tree of tags (ISO 32000-1 14.8.4): making and numbering its elements. */
#include "typeset/inside.h"

struct gk_tag *gk_tag_new(struct gk_set *set, struct gk_tag *parent, enum gk_tag_role role) {
  struct gk_tag *tag = gk_arena_alloc(set->arena, sizeof *tag);
  if (!tag) return NULL;
  *tag = (struct gk_tag){.role = role, .parent = parent, .column_span = 1, .row_span = 1};
  if (!parent) return tag;
  if (parent->last) parent->last->next = tag;
  else parent->first = tag;
  parent->last = tag;
  return tag;
}

/* In document order, children after their parent. */
void gk_tags_number(struct gk_typeset *out) {
  out->tag_count = 0;
  for (struct gk_tag *tag = out->root; tag;) {
    tag->number = out->tag_count++;
    if (tag->first) {
      tag = tag->first;
      continue;
    }
    while (tag && !tag->next) tag = tag->parent;
    if (tag) tag = tag->next;
  }
}
