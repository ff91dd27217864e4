/* Pieces of a paragraph with tags of their own. */
#ifndef GK_TYPESET_PIECES_H
#define GK_TYPESET_PIECES_H

#include "typeset/setting.h"

/* Whose a paragraph's text is. `label`: its first `labels` inlines, if any; `mark`: its last inline, or NULL; `spoken`: the rest, when it is a sign
 * as a whole, or NULL: then the rest is `text`'s, and each sign in it gets a Span under that. */
struct gk_piece_tags { struct gk_tag *text, *label, *mark, *spoken; size_t labels; };
struct gk_pieces { const struct gk_tag_part *parts; size_t count; };

/* The pieces of a paragraph set from these inlines; none when all is the text's. In the arena. False when memory fails. */
bool gk_pieces(struct gk_setter *setter, const struct gk_paragraph *p, const struct gk_inlines *inlines, const struct gk_piece_tags *tags,
               struct gk_pieces *out);
/* The same for the lines that are units from `first` on: one paragraph, no line when it is empty. */
bool gk_flow_pieces(struct gk_setter *setter, size_t first, const struct gk_inlines *inlines, const struct gk_piece_tags *tags);

#endif
