/* Title, author and dates of the file as information dictionary (ISO 32000-1,
 * 14.3.3) and as XMP (14.3.2). Both are written from the same values, as PDF/A
 * requires. The standards the file claims to meet stand in the XMP alone; a
 * draft claims none. The date is given, no clock is read. */
#include "pdf/xmp.h"

#include <string.h>

#include "pdf/messages.h"
#include "pdf/syntax.h"

#define BUFFER_MAX ((size_t)4 << 20)
#define DAY 86400
#define YEAR_MAX 9999

struct date { int64_t year; unsigned month, day, hour, minute, second; int offset; };

/* Days since 1970-01-01 to year, month, day of the Gregorian calendar, counted from March so that the leap day is the last. */
static void civil(int64_t days, struct date *date) {
  int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
  unsigned of_era = (unsigned)(z - era * 146097);
  unsigned year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  unsigned of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  unsigned month = (5 * of_year + 2) / 153;
  date->day = of_year - (153 * month + 2) / 5 + 1;
  date->month = month < 10 ? month + 3 : month - 9;
  date->year = (int64_t)year_of_era + era * 400 + (date->month <= 2);
}

static bool split_date(int64_t seconds, int offset, struct date *date) {
  if (seconds > INT64_MAX / 2 || offset <= -DAY / 60 || offset >= DAY / 60) return false;
  int64_t local = seconds + (int64_t)offset * 60;
  int64_t days = local / DAY - (local % DAY < 0);
  unsigned rest = (unsigned)(local - days * DAY);
  *date = (struct date){.hour = rest / 3600, .minute = rest / 60 % 60, .second = rest % 60, .offset = offset};
  if (days > (int64_t)366 * (YEAR_MAX + 1)) return false;
  civil(days, date);
  return date->year >= 1 && date->year <= YEAR_MAX;
}

static const char *date_text(struct gk_arena *arena, const struct date *d, const char *format) {
  unsigned offset = d->offset < 0 ? (unsigned)-d->offset : (unsigned)d->offset;
  return gk_arena_printf(arena, format, (int)d->year, d->month, d->day, d->hour, d->minute, d->second, d->offset < 0 ? "-" : "+", offset / 60, offset % 60);
}

/* Character data of XML 1.0: what it has no way to write is left out. */
static void add_escaped(struct gk_buf *out, const char *text) {
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
  add_escaped(out, value);
  gk_buf_addf(out, "%s</%s>\n", after, name);
}

/* The PDF/UA identifier is not among the schemas PDF/A knows and must be described (ISO 19005-2, 6.6.2.3.3). */
static const char claims[] =
    "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

static void write_packet(struct gk_buf *out, const struct gk_pdf_options *options, const char *date) {
  gk_buf_add_string(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                         "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                         "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                         "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                         " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                         " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
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
  if (options->conformance == GK_PDF_A2A) gk_buf_add_string(out, claims);
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

/* The dates as both dictionaries write them; NULL when the file has none. */
static bool dates(struct gk_arena *arena, const struct gk_pdf_options *options, const char **of_info, const char **of_xmp, struct gk_diag_sink *sink) {
  struct date date;
  *of_info = *of_xmp = NULL;
  if (options->date < 0) return true;
  if (!split_date(options->date, options->date_offset_minutes, &date)) {
    const char *seconds = gk_arena_printf(arena, "%lld", (long long)options->date), *offset = gk_arena_printf(arena, "%d", options->date_offset_minutes);
    if (seconds && offset) gk_report(sink, &gk_msg_pdf_date, gk_place_none(), gk_place_none(), seconds, offset);
    else gk_report_memory(sink);
    return false;
  }
  *of_info = date_text(arena, &date, "(D:%04d%02u%02u%02u%02u%02u%s%02u'%02u')");
  *of_xmp = date_text(arena, &date, "%04d-%02u-%02uT%02u:%02u:%02u%s%02u:%02u");
  if (*of_info && *of_xmp) return true;
  gk_report_memory(sink);
  return false;
}

bool gk_pdf_describe(struct gk_arena *arena, struct gk_objects *objects, const struct gk_pdf_options *options, gk_object *info,
                     gk_object *metadata, struct gk_diag_sink *sink) {
  struct { const char *key, *text; } texts[] = {{"Title", options->title}, {"Author", options->author}, {"Subject", options->subject},
                                                {"Keywords", options->keywords}, {"Producer", options->producer}};
  if (!options->title || !*options->title) {
    gk_report(sink, &gk_msg_pdf_no_title, gk_place_none(), gk_place_none(), "");
    return false;
  }
  const char *of_info, *of_xmp;
  if (!dates(arena, options, &of_info, &of_xmp, sink)) return false;
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
  write_packet(&packet, options, of_xmp);
  bool good = !packet.failed;
  /* Not deflated: programs that know no PDF find the packet by its marks. */
  if (good) *metadata = gk_objects_stream(objects, "Metadata", packet.data, packet.size, false);
  else gk_report_memory(sink);
  gk_objects_name(objects, *metadata, "Subtype", "XML");
  gk_buf_drop(&packet);
  return good;
}
