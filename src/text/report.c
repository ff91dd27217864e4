/* Warnings about lines, with their place in the data and the layout and the
 * words themselves. Decides how much of the words is shown; when to warn is for
 * fit.c and paragraph.c. */
#include "text/report.h"

#include <stdio.h>

#include "text/messages.h"

enum { SHOWN = 60 }; /* bytes of text in a message */

static const char *shown(const struct gk_text_work *work, uint32_t from, uint32_t to) {
  size_t size = to - from;
  const char *more = "";
  if (size > SHOWN) {
    for (size = SHOWN; size > 0 && (work->text[from + size] & 0xC0) == 0x80;) size--;
    more = "…";
  }
  return gk_arena_printf(work->scratch, "%.*s%s", (int)size, work->text + from, more);
}

static void tell(const struct gk_text_work *work, size_t from, size_t to, const struct gk_message *message, int64_t length) {
  const struct gk_text_atom *a = &work->atoms[from], *b = &work->atoms[to - 1];
  char width[32];
  snprintf(width, sizeof width, "%ld.%ld", (long)(length / 1000), (long)(length % 1000 / 100));
  const char *text = shown(work, a->from, b->to);
  uint32_t run = work->chars[a->first_char].run;
  if (text == NULL) gk_report_memory(work->sink);
  else gk_report(work->sink, message, gk_text_place(work, run, a->from, b->to), work->runs[run].layout, text, width);
}

void gk_report_overfull(const struct gk_text_work *work, size_t from, size_t to, int64_t measure) {
  tell(work, from, to, work->style->cell ? &gk_msg_text_overfull_cell : &gk_msg_text_overfull, measure);
}

void gk_report_loose(const struct gk_text_work *work, size_t from, size_t to, int64_t each) {
  tell(work, from, to, &gk_msg_text_loose, each);
}

void gk_report_orphan(const struct gk_text_work *work, size_t from, size_t to, int64_t measure) {
  tell(work, from, to, &gk_msg_text_orphan, measure);
}

void gk_report_unicode(const struct gk_text_work *work, const char *why) {
  if (why) gk_report(work->sink, &gk_msg_text_unicode, gk_place_none(), gk_place_none(), gk_unicode_engine(), why);
  else gk_report_memory(work->sink);
}
