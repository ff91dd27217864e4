/* What the room tells about lines that could not be set well. */
#ifndef GK_TEXT_REPORT_H
#define GK_TEXT_REPORT_H

#include "text/work.h"

/* Atoms [from, to), which should be whole, had to be cut: no line of the measure (mpt) holds them. */
void gk_report_overfull(const struct gk_text_work *work, size_t from, size_t to, int64_t measure);

/* The justified line of atoms [from, to) stands apart: each of its slots took `each` mpt more than it should have to (adjust.h). */
void gk_report_loose(const struct gk_text_work *work, size_t from, size_t to, int64_t each);

/* The last line of a justified paragraph, atoms [from, to), is a single character. */
void gk_report_orphan(const struct gk_text_work *work, size_t from, size_t to, int64_t measure);

/* Lines or words cannot be found: why, by ICU's name, or NULL when memory ran out. */
void gk_report_unicode(const struct gk_text_work *work, const char *why);

#endif
