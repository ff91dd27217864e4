/* text: Chinese text to lines. Punctuation model, break opportunities, line
 * adjustment, paragraph. Follows clreq (sections by name: their numbers change
 * from edition to edition), GB/T 15834 and GB/T 9704; what Unicode
 * specifies comes from base/unicode. Shapes through font/. All lengths mpt. */
#ifndef GK_TEXT_H
#define GK_TEXT_H

#include "font/font.h"

enum gk_text_align { GK_ALIGN_JUSTIFY, GK_ALIGN_START, GK_ALIGN_CENTER, GK_ALIGN_END };
/* Whether lines go by the sense: FREE: Han breaks anywhere; PREFERRED: better between words; WHOLE: words, names and what stands in brackets are
 * not broken unless one is wider than the line alone (GB/T 9704 7.3.1: 词意完整). */
enum gk_text_words { GK_WORDS_FREE, GK_WORDS_PREFERRED, GK_WORDS_WHOLE };
/* 禁则 levels of clreq: line start and end prohibition. */
enum gk_kinsoku { GK_KINSOKU_NONE, GK_KINSOKU_BASIC, GK_KINSOKU_GB, GK_KINSOKU_STRICT };

struct gk_text_style {
  int role;                     /* gk_fonts_role */
  int32_t size;                 /* em */
  int32_t pitch;                /* width of the character cell; ≥ size; 0: size (the 28-character grid: measure/28) */
  enum gk_text_align align;
  int32_t first_indent;         /* of the first line; may be negative with `indent` (hanging) */
  int32_t indent;               /* of all lines */
  enum gk_kinsoku kinsoku;
  int32_t han_latin_gap;        /* 中西间距, natural, in 1/1000 em (clreq 中、西文混排: at most 250); 0: none at all */
  int32_t gap_least, gap_most;  /* what adjustment may shrink and stretch it to before other space is asked; -1: 125 and 250 (adjust.c);
                                   a limit on the wrong side of the natural width counts as that width */
  bool space_first;             /* an opening mark that begins the first line keeps its whole em (CSS Text 4: space-first) */
  bool normalize;               /* wrong widths of letters, digits and punctuation are set right instead of warned of */
  bool balance;                 /* titles: lines of similar length, breaks preferred at GK_BREAK_GOOD */
  bool cell;                    /* of a table: what is too wide wants a wider column */
  enum gk_text_words words;
  const char *const *phrases; size_t phrase_count; /* more words than the dictionary has, for `words`; borrowed */
};

/* A run of characters with one origin. Runs of a paragraph are set as one text. */
enum gk_run_flags {
  GK_RUN_WHOLE = 1,             /* may not be broken (a figure with its unit) */
  GK_RUN_BREAK_GOOD = 2,        /* a good break before this run (wbr in a title) */
  GK_RUN_BREAK_FORCED = 4,      /* a line end before this run (br) */
  GK_RUN_NAME = 16,             /* a name from the data: a word, where lines go by the sense */
  GK_RUN_SUPER = 32,            /* superscript: smaller and higher; of what is set so nothing is a mark or takes 中西间距 */
  GK_RUN_SUB = 64,              /* subscript */
  GK_RUN_JOINED = 8             /* not broken between this run and the one before (nobr) */
};
struct gk_text_run {
  const char *text; size_t size; /* UTF-8, no control characters */
  unsigned flags;
  int role;                     /* -1: the style's */
  struct gk_place data, layout; /* where it came from; for diagnostics */
};

/* A placed glyph of a line. */
struct gk_line_glyph {
  uint16_t font, id;
  int32_t size;                 /* of a superscript or subscript, mpt per em; 0: the paragraph's */
  int32_t x, y;                 /* from the line's `start` and baseline (y up), offsets included; below 0 for an opening mark, whose
                                   ink stands in the second half of its em */
  uint32_t cluster;             /* byte offset into the paragraph's text */
  uint32_t cluster_size;        /* bytes of that cluster; 0 for a further glyph of the same cluster */
};

/* What a line's adjustment took from or gave to, in the order in which they are asked (clreq 行内调整: shrunk first the upper ones). */
enum gk_adjust_class {
  GK_ADJUST_END,                /* the half em of a mark at line end */
  GK_ADJUST_WORD,               /* word spaces */
  GK_ADJUST_MIDDLE,             /* both sides of 间隔号 */
  GK_ADJUST_BRACKET,            /* the outer half of brackets and quotes */
  GK_ADJUST_COMMA,              /* of ，、；： */
  GK_ADJUST_GAP,                /* 中西间距 */
  GK_ADJUST_STOP,               /* of 。？！ */
  GK_ADJUST_COMMON,             /* stretched only: all slots between characters alike */
  GK_ADJUST_BOUND,              /* stretched only: inside units, beside 连接号 */
  GK_ADJUST_LETTER,             /* stretched only: inside words */
  GK_ADJUST_COUNT
};

struct gk_line {
  const struct gk_line_glyph *glyphs; size_t count;
  uint32_t from, to;            /* bytes of the paragraph's text set on this line (spaces at its end included) */
  int32_t start;                /* x of the first character cell from the measure's start edge (indent, centring) */
  int32_t width;                /* as set, from start */
  int32_t natural;              /* width before adjustment */
  int32_t adjusted[GK_ADJUST_COUNT]; /* what was stretched (+) or shrunk (-) of each class; their sum is width - natural */
  bool last;                    /* of the paragraph, or before a forced break */
};

struct gk_paragraph {
  const char *text; size_t size; /* the runs' texts joined, without invisible characters that were dropped (text.invisible-dropped);
                                    lines' offsets refer to it */
  const struct gk_line *lines; size_t count;
  int32_t size_em;              /* the style's size */
};

/* Breaks runs into lines of the measure. Lines never begin or end with what the kinsoku level forbids, digits keep with their units,
 * Latin words and numbers stay whole (a single word wider than the measure is broken between characters as a last resort, with the warning
 * text.overfull). Justified lines have exactly the measure less indents (on a cell grid whole cells of it, where the remainder is less
 * than a mpt a cell); the last line and other alignments are natural.
 * A line of one character, or one cut as a last resort, may be short of the measure or beyond it. The last line is squeezed when its
 * natural width is more than the measure. A forced break before the first character or after the last makes no line; two in one place
 * make an empty line. No characters: no lines.
 * false after a report, with *out filled when only single characters were at fault: these are left out or 〓 stands for them, so that all of a
 * document's faults are found in one run and a draft can be shown (glyph.missing …, text.bidi, text.control, text.invisible, text.malformed, text.style, memory). The paragraph
 * lives in the arena. */
bool gk_text_paragraph(struct gk_fonts *fonts, struct gk_arena *arena, const struct gk_text_style *style, int32_t measure,
                       const struct gk_text_run *runs, size_t n, struct gk_paragraph *out, struct gk_diag_sink *sink);

/* The widest unbreakable piece; all on one line (widest forced line). Both with the style's indents. false as gk_text_paragraph. */
struct gk_text_widths { int32_t smallest, natural; };
bool gk_text_widths(struct gk_fonts *fonts, struct gk_arena *arena, const struct gk_text_style *style, const struct gk_text_run *runs, size_t n,
                    struct gk_text_widths *out, struct gk_diag_sink *sink);
/* Both at once: the widths, and the lines at a measure of GK_TEXT_FREE, which end where they must and nowhere else. Not for justified text. */
#define GK_TEXT_FREE 90000000
bool gk_text_line(struct gk_fonts *fonts, struct gk_arena *arena, const struct gk_text_style *style, const struct gk_text_run *runs, size_t n,
                  struct gk_paragraph *out, struct gk_text_widths *widths, struct gk_diag_sink *sink);

/* Texts that were set, kept for the next with the same words, style and measure: what a layout says is the same in all its documents, and the
 * words of a table repeat from row to row. One of which anything was reported is not kept, since its fault has to be told with the place of
 * each text that has it. What is kept changes nothing of what is set. */
struct gk_texts;
/* Keeps about `limit` bytes from document to document; all of them with the same fonts. NULL when out of memory. */
struct gk_texts *gk_texts_new(size_t limit);
void gk_texts_drop(struct gk_texts *texts); /* NULL is fine */
/* Says that nothing gk_text_set gave is used any more, and none of the styles' phrases. NULL is fine. */
void gk_texts_release(struct gk_texts *texts);
size_t gk_texts_used(const struct gk_texts *texts); /* bytes */

enum gk_text_wanted {
  GK_WANT_LINES,  /* gk_text_paragraph */
  GK_WANT_LINE,   /* gk_text_line; the measure does not matter */
  GK_WANT_WIDTHS  /* gk_text_widths; no paragraph, and the measure does not matter */
};
struct gk_set_text { const struct gk_paragraph *paragraph; struct gk_text_widths widths; };
/* A kept text, or one set now. It lives as long as both the arena and, until gk_texts_release, the kept texts; others that ask for the same may
 * share it. texts may be NULL: nothing is kept. false as gk_text_paragraph; then *out is filled as far as that says. */
bool gk_text_set(struct gk_texts *texts, struct gk_fonts *fonts, struct gk_arena *arena, const struct gk_text_style *style, enum gk_text_wanted wanted,
                 int32_t measure, const struct gk_text_run *runs, size_t n, struct gk_set_text *out, struct gk_diag_sink *sink);

#endif
