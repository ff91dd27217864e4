/* The sentences of the base room. Where they are said is decided by the files that
 * report them. */
#include "base/messages.h"

const struct gk_message gk_msg_memory = {"memory.exhausted", GK_ERROR, GK_STATUS_MEMORY, "内存不足，没有完成。请关闭其他程序后再试。",
                                         "out of memory; close other programs and try again"};

const struct gk_message gk_msg_file_unreadable = {"file.unreadable", GK_ERROR, GK_STATUS_IO, "不能读取“{1}”：{2}。", "cannot read “{1}”: {3}"};
const struct gk_message gk_msg_file_directory = {"file.directory", GK_ERROR, GK_STATUS_IO, "“{1}”是文件夹，这里要的是文件。",
                                                 "“{1}” is a folder; a file is needed here"};
const struct gk_message gk_msg_file_too_large = {"file.too-large", GK_ERROR, GK_STATUS_INPUT,
                                                 "“{1}”超过{2}字节的上限。请核对是不是选错了文件。", "“{1}” is larger than the limit of {2} bytes; is this the right file?"};
const struct gk_message gk_msg_file_unwritable = {"file.unwritable", GK_ERROR, GK_STATUS_IO, "不能写出“{1}”：{2}。原有的文件（如有）没有改动。",
                                                  "cannot write “{1}”: {3}; the older file, if any, is as it was"};
/* The same faults where there is no older file (a device, a pipe) or no name. */
const struct gk_message gk_msg_file_stream = {"file.unwritable", GK_ERROR, GK_STATUS_IO, "没有写完“{1}”：{2}。", "cannot write all of “{1}”: {3}"};
const struct gk_message gk_msg_file_stdin = {"file.unreadable", GK_ERROR, GK_STATUS_IO, "不能读取标准输入：{2}。", "cannot read standard input: {3}"};
const struct gk_message gk_msg_file_stdout = {"file.unwritable", GK_ERROR, GK_STATUS_IO, "没有写完标准输出：{2}。", "cannot write all of standard output: {3}"};

const struct gk_message gk_msg_xml_syntax = {"xml.syntax", GK_ERROR, GK_STATUS_INPUT, "这里不是合格的XML，请检查尖括号、引号和 & 号（& 要写成 &amp;）。",
                                             "this is not well-formed XML: check angle brackets, quotes and & (write &amp;){1}"};
const struct gk_message gk_msg_xml_mismatch = {"xml.mismatch", GK_ERROR, GK_STATUS_INPUT, "结束标签不相配：第{2}行的 <{1}> 还没有结束。",
                                               "the end tag does not match: <{1}> of line {2} is still open"};
const struct gk_message gk_msg_xml_duplicate = {"xml.duplicate-attribute", GK_ERROR, GK_STATUS_INPUT, "同一个元素写了两次相同的属性。",
                                                "an attribute is given twice{1}"};
const struct gk_message gk_msg_xml_doctype = {"xml.doctype", GK_ERROR, GK_STATUS_INPUT, "不接受 DOCTYPE 和实体声明，请删去。", "DOCTYPE and entity declarations are refused{1}"};
const struct gk_message gk_msg_xml_depth = {"xml.depth", GK_ERROR, GK_STATUS_INPUT, "元素嵌套超过{1}层。", "elements are nested deeper than {1}"};
const struct gk_message gk_msg_xml_encoding = {"xml.encoding", GK_ERROR, GK_STATUS_INPUT, "文件的编码须为UTF-8。", "the encoding must be UTF-8{1}"};
const struct gk_message gk_msg_xml_utf8 = {"xml.utf8", GK_ERROR, GK_STATUS_INPUT, "这里不是合格的UTF-8字符，请把文件另存为UTF-8。", "malformed UTF-8; save the file as UTF-8{1}"};
const struct gk_message gk_msg_xml_colon = {"xml.namespace", GK_ERROR, GK_STATUS_INPUT, "名称“{1}”里不能有冒号。", "the name “{1}” must not contain a colon"};
const struct gk_message gk_msg_xml_entity = {"xml.entity", GK_ERROR, GK_STATUS_INPUT, "没有这个实体。可用的只有 &lt; &gt; &amp; &quot; &apos; 和 &#…;。",
                                             "undefined entity; only &lt; &gt; &amp; &quot; &apos; and &#…; exist{1}"};
const struct gk_message gk_msg_xml_empty = {"xml.empty", GK_ERROR, GK_STATUS_INPUT, "文件是空的，没有任何元素。", "the file is empty{1}"};
const struct gk_message gk_msg_xml_junk = {"xml.after-root", GK_ERROR, GK_STATUS_INPUT, "根元素结束之后还有内容。", "there is content after the root element{1}"};
const struct gk_message gk_msg_xml_unclosed = {"xml.unclosed", GK_ERROR, GK_STATUS_INPUT, "文件结束时，第{2}行的 <{1}> 还没有结束。",
                                               "the file ends while <{1}> of line {2} is open"};
