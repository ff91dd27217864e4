/* What XMP says beyond Dublin Core: the standards the file claims to meet, and
 * what an archive wants to know (DA/T 46-2009) with the digests that let a build
 * be repeated. PDF/A knows neither the identifier of PDF/UA nor these, so both
 * are described in the file itself (ISO 19005-3, 6.6.2.3.3). A draft claims
 * nothing, but says as truly what it was made of. */
#include "pdf/xmp.h"

static const char *claims(enum gk_pdf_conformance conformance) {
  switch (conformance) {
    case GK_PDF_A3A: return "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n";
    case GK_PDF_A2A: return "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n";
    case GK_PDF_A2U: return "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n";
    case GK_PDF_NONE: break;
  }
  return NULL;
}

static void begin_schema(struct gk_buf *out, const char *title, const char *uri, const char *prefix) {
  gk_buf_addf(out,
              "<rdf:li rdf:parseType=\"Resource\">\n<pdfaSchema:schema>%s</pdfaSchema:schema>\n"
              "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n<pdfaSchema:prefix>%s</pdfaSchema:prefix>\n"
              "<pdfaSchema:property><rdf:Seq>\n",
              title, uri, prefix);
}

static void add_description(struct gk_buf *out, const char *name, const char *type, const char *category, const char *description) {
  gk_buf_addf(out,
              "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>%s</pdfaProperty:name>"
              "<pdfaProperty:valueType>%s</pdfaProperty:valueType><pdfaProperty:category>%s</pdfaProperty:category><pdfaProperty:description>",
              name, type, category);
  gk_pdf_add_escaped(out, description);
  gk_buf_add_string(out, "</pdfaProperty:description></rdf:li>\n");
}

static void end_schema(struct gk_buf *out) { gk_buf_add_string(out, "</rdf:Seq></pdfaSchema:property></rdf:li>\n"); }

#define FONTS "fonts"

static void add_properties(struct gk_buf *out, const struct gk_pdf_options *options, const char *const *fonts, size_t font_count) {
  for (size_t i = 0; i < options->property_count; i++) {
    const struct gk_pdf_property *property = &options->properties[i];
    if (!property->value) continue;
    gk_buf_addf(out, "<gongkai:%s>", property->name);
    gk_pdf_add_escaped(out, property->value);
    gk_buf_addf(out, "</gongkai:%s>\n", property->name);
  }
  if (font_count == 0) return;
  gk_buf_add_string(out, "<gongkai:" FONTS "><rdf:Bag>\n");
  for (size_t i = 0; i < font_count; i++) {
    gk_buf_add_string(out, "<rdf:li>");
    gk_pdf_add_escaped(out, fonts[i]);
    gk_buf_add_string(out, "</rdf:li>\n");
  }
  gk_buf_add_string(out, "</rdf:Bag></gongkai:" FONTS ">\n");
}

static void describe_properties(struct gk_buf *out, const struct gk_pdf_options *options, size_t font_count) {
  begin_schema(out, "gongkai archive schema", GK_PDF_SCHEMA, "gongkai");
  for (size_t i = 0; i < options->property_count; i++)
    if (options->properties[i].value) add_description(out, options->properties[i].name, "Text", "external", options->properties[i].description);
  if (font_count) add_description(out, FONTS, "bag Text", "internal", "字体：名称与文件的SHA-256");
  end_schema(out);
}

void gk_pdf_schema(struct gk_buf *out, const struct gk_pdf_options *options, const char *const *fonts, size_t font_count) {
  const char *claimed = claims(options->conformance);
  bool own = font_count > 0;
  for (size_t i = 0; i < options->property_count; i++) own |= options->properties[i].value != NULL;
  if (claimed) gk_buf_add_string(out, claimed);
  add_properties(out, options, fonts, font_count);
  if (!claimed) return;
  gk_buf_add_string(out, "<pdfaExtension:schemas><rdf:Bag>\n");
  begin_schema(out, "PDF/UA identification schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid");
  add_description(out, "part", "Integer", "internal", "Part of ISO 14289 to which the file conforms");
  end_schema(out);
  if (own) describe_properties(out, options, font_count);
  gk_buf_add_string(out, "</rdf:Bag></pdfaExtension:schemas>\n");
}
