/* Title, author and dates of the file as information dictionary (ISO 32000-1,
 * 14.3.3) and as XMP (14.3.2). Both are written from the same values, as PDF/A
 * requires. The standards the file claims to meet and what an archive wants to
 * know stand in the XMP alone (schema.c). */
#include "pdf/xmp.h"

#include <string.h>

#include "pdf/messages.h"
#include "pdf/syntax.h"

#define BUFFER_MAX ((size_t)4 << 20)

/* Character data of XML 1.0: what it has no way to write is left out. */
void gk_pdf_add_escaped(struct gk_buf *out, const char *text) {
  size_t n = strlen(text);
  for (size_t i = 0; i < n;) {
    size_t from = i;
    uint32_t c = gk_utf8_next(text, n, &i);
    bool allowed = c != GK_UTF8_BAD && (c >= 0x20 || c == '\t' || c == '\n') && c != 0x7F && c != 0xFFFE && c != 0xFFFF;
    if (c == '&') gk_buf_add_string(out, "&amp;");
    else if (c == '<') gk_buf_add_string(out, "&lt;");
    else if (c == '>') gk_buf_add_string(out, "&gt;");
    else if (allowed) gk_buf_add(out, text + from, i - from);
  }
}

static void add_property(struct gk_buf *out, const char *name, const char *before, const char *value, const char *after) {
  if (!value) return;
  gk_buf_addf(out, "<%s>%s", name, before);
  gk_pdf_add_escaped(out, value);
  gk_buf_addf(out, "%s</%s>\n", after, name);
}

static void write_packet(struct gk_buf *out, const struct gk_pdf_options *options, const char *const *fonts, size_t font_count, const char *date) {
  gk_buf_add_string(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                         "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                         "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                         "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                         " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                         " xmlns:gongkai=\"" GK_PDF_SCHEMA "\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
                         " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
                         " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
                         " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n");
  static const char alternatives[] = "<rdf:Alt><rdf:li xml:lang=\"x-default\">", end_alternatives[] = "</rdf:li></rdf:Alt>";
  add_property(out, "dc:format", "", "application/pdf", "");
  add_property(out, "dc:title", alternatives, options->title, end_alternatives);
  add_property(out, "dc:creator", "<rdf:Seq><rdf:li>", options->author, "</rdf:li></rdf:Seq>");
  add_property(out, "dc:description", alternatives, options->subject, end_alternatives);
  add_property(out, "dc:language", "<rdf:Bag><rdf:li>", options->language, "</rdf:li></rdf:Bag>");
  add_property(out, "pdf:Keywords", "", options->keywords, "");
  add_property(out, "pdf:Producer", "", options->producer, "");
  add_property(out, "xmp:CreateDate", "", date, "");
  add_property(out, "xmp:ModifyDate", "", date, "");
  add_property(out, "xmp:MetadataDate", "", date, "");
  gk_pdf_schema(out, options, fonts, font_count);
  gk_buf_add_string(out, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

static bool check_size(struct gk_arena *arena, const char *key, const char *text, struct gk_diag_sink *sink) {
  size_t n = text ? strlen(text) : 0, size = text ? gk_syntax_text_size(text, n) : 0;
  if (size <= GK_PDF_STRING_MAX) return true;
  const char *bytes = gk_arena_printf(arena, "%zu", size), *begin = gk_arena_strndup(arena, text, 60);
  if (bytes && begin) gk_report(sink, &gk_msg_pdf_text_too_long, gk_place_none(), gk_place_none(), key, bytes, begin);
  else gk_report_memory(sink);
  return false;
}

bool gk_pdf_describe(struct gk_arena *arena, struct gk_objects *objects, const struct gk_pdf_options *options, const char *const *fonts,
                     size_t font_count, gk_object *info, gk_object *metadata, struct gk_diag_sink *sink) {
  struct { const char *key, *text; } texts[] = {{"Title", options->title}, {"Author", options->author}, {"Subject", options->subject},
                                                {"Keywords", options->keywords}, {"Producer", options->producer}};
  if (!options->title || !*options->title) {
    gk_report(sink, &gk_msg_pdf_no_title, gk_place_none(), gk_place_none(), "");
    return false;
  }
  const char *of_info, *of_xmp;
  if (!gk_pdf_dates(arena, options, &of_info, &of_xmp, sink)) return false;
  *info = gk_objects_dict(objects, NULL);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (!check_size(arena, texts[i].key, texts[i].text, sink)) return false;
    if (texts[i].text) gk_objects_text(objects, *info, texts[i].key, texts[i].text);
  }
  if (of_info) {
    gk_objects_value(objects, *info, "CreationDate", of_info, strlen(of_info));
    gk_objects_value(objects, *info, "ModDate", of_info, strlen(of_info));
  }
  struct gk_buf packet;
  gk_buf_init(&packet, BUFFER_MAX);
  write_packet(&packet, options, fonts, font_count, of_xmp);
  bool good = !packet.failed;
  /* Not deflated: programs that know no PDF find the packet by its marks. */
  if (good) *metadata = gk_objects_stream(objects, "Metadata", packet.data, packet.size, GK_STREAM_PLAIN);
  else gk_report_memory(sink);
  gk_objects_name(objects, *metadata, "Subtype", "XML");
  gk_buf_drop(&packet);
  return good;
}
