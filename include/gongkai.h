/* gongkai: typesets the budget notices that Chinese government departments
 * publish, from structured data, as tagged PDF.
 *
 * The whole public interface. All strings are UTF-8. An engine and its results
 * belong to one thread; different engines may run in different threads.
 * Nothing here reads the clock, the locale or the environment, or writes to a
 * standard stream; files are read only from the folders that the options name.
 *
 *   gk_engine *engine = gk_engine_new(&options);
 *   gk_result *result = gk_build(engine, &request);
 *   if (gk_result_status(result) == 0)
 *     bytes = gk_result_file(result, 0, &size);
 *   gk_result_drop(result);
 *   gk_engine_drop(engine);
 */
#ifndef GONGKAI_H
#define GONGKAI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct gk_engine gk_engine; /* opened fonts and layouts, reused from document to document */
typedef struct gk_result gk_result; /* the outcome of one call: files, text, diagnostics */

/* "0.1.0". A constant. */
const char *gk_version(void);

/* ---------------------------------------------------------------- engine */

typedef struct gk_engine_options {
  const char *layouts_dir; /* folder of layouts with common/ in it; NULL: as installed */
  const char *fonts_lock;  /* the lock file; NULL: as installed */
  const char *fonts_dir;   /* folder that holds the fonts the lock names and sRGB.icc; NULL: as installed */
  const char *font_map;    /* the user's own fonts for roles, or NULL */
} gk_engine_options;

/* A new engine, owned by the caller; copies the options (NULL: all as installed). Nothing is opened yet. What documents share is kept: the
 * opened fonts, up to 8 layouts, each as long as its files stay the same, at most 16 MiB of deflated font programs and attachments, and some 8
 * MiB of texts as they were set. What is kept changes no byte of a result. NULL only when out of memory. */
gk_engine *gk_engine_new(const gk_engine_options *options);
void gk_engine_drop(gk_engine *engine); /* NULL is fine. Results outlive their engine. */

/* ---------------------------------------------------------------- requests */

enum {                        /* what gk_result_status returns, and the program exits with */
  GK_OK = 0,
  GK_DOCUMENT_ERRORS = 1,     /* the document has errors: see the diagnostics */
  GK_BAD_INPUT = 2,           /* bad usage or malformed input */
  GK_BAD_ENVIRONMENT = 3,     /* a font or another part of the installation is missing or different */
  GK_UNVERIFIED = 4,          /* signature or verification */
  GK_IO_ERROR = 5,
  GK_OUT_OF_MEMORY = 6
};

typedef enum gk_profile {
  GK_PROFILE_ARCHIVE,         /* PDF/A and PDF/UA-1, the public data attached; refuses gaps and errors */
  GK_PROFILE_PRINT,           /* the same refusals, for the press */
  GK_PROFILE_DRAFT            /* always builds: gaps print 【缺：…】 */
} gk_profile;

typedef enum gk_pdfa {        /* of GK_PROFILE_ARCHIVE; each together with PDF/UA-1 */
  GK_PDFA_3A,                 /* with the canonical public data, a CSV a table and the layout attached */
  GK_PDFA_2A,                 /* the same pages, nothing attached */
  GK_PDFA_2U                  /* claims text, not structure */
} gk_pdfa;

typedef enum gk_output {
  GK_OUTPUT_PDF,              /* one file */
  GK_OUTPUT_TRACE,            /* one text file that tells what stands where */
  GK_OUTPUT_PNG,              /* a file a page */
  GK_OUTPUT_NONE              /* only the diagnostics (check) */
} gk_output;

typedef struct gk_request {
  const char *data;           /* JSON or YAML; size bytes, not necessarily terminated; borrowed during the call */
  size_t data_size;
  const char *data_name;      /* how diagnostics call it, e.g. the file's name; .json and .yaml endings decide the format; NULL: "-" */
  const char *layout;         /* id, or a folder's path (with a slash); NULL: the data's own 版式 */
  const char *document;       /* name of a document of the layout; NULL: the data's own 文件, else its first */
  gk_profile profile;
  gk_output output;
  gk_pdfa pdfa;               /* archive: which PDF/A */
  int plain_xref;             /* PDF: a cross-reference table and no object streams, for programs that seal files and want it so */
  int signature_field;        /* PDF: an empty signature field at each seal's place, or one low on the last page */
  unsigned dpi;               /* PNG: 18 to 1200 dots per inch; 0: 96 */
  int64_t date;               /* seconds since 1970 for the file's dates when the data has no 公开日期; negative: none */
  void (*stage)(void *user, const char *name); /* called as each stage begins ("data", "layout", "bind", "typeset", "paint", "pdf" …) and at the
                                                  end with NULL; for timings and progress; may be NULL */
  void *user;
} gk_request;

/* Builds, or only checks (GK_OUTPUT_NONE). Never NULL unless out of memory even for the result; the result is the caller's. */
gk_result *gk_build(gk_engine *engine, const gk_request *request);
/* Tells where a figure comes from: `figure` is a name such as 支出.合计 or an expression in the layout language. The report is
 * gk_result_text. Uses data, data_name, layout and document of the request. */
gk_result *gk_explain_figure(gk_engine *engine, const gk_request *request, const char *figure);
/* Takes the files out of an archive file: the public data, a CSV a table, the layout; `name`: only this one; NULL: all. The PDF may come
 * from anybody. Their names are gk_result_file_path. */
gk_result *gk_extract(const void *pdf, size_t size, const char *name);
/* Lists the layouts (a line each: name, title, documents, parted by tabs), or the fonts by role, as text. `verify` hashes every font file. */
gk_result *gk_list_layouts(gk_engine *engine);
gk_result *gk_list_fonts(gk_engine *engine, int verify);

/* ---------------------------------------------------------------- results */

void gk_result_drop(gk_result *result); /* NULL is fine */
int gk_result_status(const gk_result *result); /* GK_OK … */
/* Files in order (pages for PNG); 0 of them unless the status is GK_OK. Bytes live as long as the result. */
size_t gk_result_file_count(const gk_result *result);
const void *gk_result_file(const gk_result *result, size_t index, size_t *size);
/* Of an extracted file, where it belongs below a folder: "layouts/common/model.xml", never upwards; "" of others. */
const char *gk_result_file_path(const gk_result *result, size_t index);
/* The file name the layout gives the document, without ending; "" when the build did not come so far. */
const char *gk_result_file_name(const gk_result *result);
size_t gk_result_page_count(const gk_result *result);
/* The text of an explanation or list, in the language asked for; "" otherwise. */
const char *gk_result_text(const gk_result *result, int english);
/* The diagnostics: text with source lines and carets, or one JSON object a line. Zero-terminated; made on first use; "" when none. */
typedef enum gk_diagnostics_format { GK_DIAGNOSTICS_TEXT, GK_DIAGNOSTICS_JSON } gk_diagnostics_format;
const char *gk_result_diagnostics(gk_result *result, gk_diagnostics_format format, int english);
size_t gk_result_error_count(const gk_result *result);
size_t gk_result_warning_count(const gk_result *result);

#ifdef __cplusplus
}
#endif

#endif
