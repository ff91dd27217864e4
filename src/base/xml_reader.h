/* What reading XML and explaining its faults share. Private to the room. */
#ifndef GK_BASE_XML_READER_H
#define GK_BASE_XML_READER_H

#include <expat.h>

#include "base/buf.h"
#include "base/xml.h"

struct gk_xml_reader {
  XML_Parser parser;
  struct gk_arena *arena;
  const struct gk_source *source;
  struct gk_diag_sink *sink;
  struct gk_xml_node *root, *open; /* open: the innermost element not yet ended */
  struct gk_buf text;              /* of the text node being gathered */
  size_t text_from, text_to;       /* its source bytes */
  bool gathering;
  size_t base;                     /* of Expat's byte index in the source (after a byte order mark) */
  unsigned depth;
  bool stopped;                    /* the fault has been reported */
};

/* Reports why Expat stopped. */
void gk_xml_explain(struct gk_xml_reader *r);
/* Reports that the DOCTYPE which ends at or after `near` is refused. */
void gk_xml_refuse_doctype(struct gk_xml_reader *r, size_t near);

/* The value of a character reference "&#...;" of n bytes; GK_UTF8_BAD when it is none or not allowed in XML. */
uint32_t gk_xml_reference(const char *spelled, size_t n);

#endif
