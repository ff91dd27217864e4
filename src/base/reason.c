/* Why the system refused, in words: Chinese for the reasons that people meet, the
 * system's own English for the others. Decides wording only. */
#include "base/reason.h"

#include <errno.h>
#include <locale.h>
#include <string.h>

#include "base/diag.h"

static const struct reason {
  int code;
  const char *zh, *en;
} reasons[] = {
    {ENOENT, "没有这个文件或文件夹", "no such file or folder"},
    {EACCES, "没有权限", "permission denied"},
    {EPERM, "系统不允许", "not permitted"},
    {EISDIR, "这是文件夹", "it is a folder"},
    {ENOTDIR, "路径中有一段不是文件夹", "a part of the path is not a folder"},
    {ENOSPC, "磁盘已满", "no space left on the device"},
    {EDQUOT, "超过磁盘配额", "disk quota exceeded"},
    {EROFS, "文件系统只读", "read-only file system"},
    {EFBIG, "文件超过系统允许的大小", "larger than the system allows"},
    {EIO, "磁盘读写出错", "input/output error"},
    {EPIPE, "读取的一方已经关闭", "the reader has gone"},
    {ENAMETOOLONG, "文件名太长", "the name is too long"},
    {ELOOP, "符号链接太多或成环", "too many symbolic links, or they go round"},
    {EMFILE, "打开的文件太多", "too many open files"},
    {ENFILE, "系统打开的文件太多", "too many open files in the system"},
    {ENXIO, "设备不可用，或没有程序在读", "no such device, or nobody reads"},
    {EBUSY, "正被占用", "in use"},
    {ETXTBSY, "文件正在运行", "the file is being run"},
    {EBADF, "没有打开", "not open"},
    {ENOMEM, "内存不足", "out of memory"},
};

/* The C locale's text whatever the host program's locale is. */
static const char *system_text(int code) {
  locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (c == (locale_t)0) return "unknown";
  const char *text = strerror_l(code, c);
  freelocale(c); /* the text is the C library's, not the locale's */
  return text;
}

void gk_report_reason(struct gk_diag_sink *sink, const struct gk_message *message, const char *path, int code) {
  for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
    if (reasons[i].code == code) {
      gk_report(sink, message, gk_place_none(), gk_place_none(), path, reasons[i].zh, reasons[i].en);
      return;
    }
  const char *text = system_text(code);
  gk_report(sink, message, gk_place_none(), gk_place_none(), path, text, text);
}
