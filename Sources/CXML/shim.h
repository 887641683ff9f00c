#ifndef SOUNDINGS_CXML_SHIM_H
#define SOUNDINGS_CXML_SHIM_H

#include <dlfcn.h>
#include <libxml/xmlversion.h>
// Debian's libxml2 names ICU in its headers, whose names Foundation's own ICU has too.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>

// Debian's libxml2 brings ICU and the library of C++, which take longer to load than a command takes that reads neither workbooks nor
// pages. So the program is not linked with it, and loads it where it is first called, as it does with libcurl.

static inline void *soundings_xml_library(void) {
  // The system counts how often it is asked, and loads it once.
  return dlopen("libxml2.so.2", RTLD_NOW | RTLD_LOCAL);
}

// Why libxml2 cannot be loaded; NULL if it can. Comes before all else; the library is never closed.
static inline const char *soundings_xml_trouble(void) { return soundings_xml_library() ? NULL : dlerror(); }

#define SOUNDINGS_XML(name)                                              \
  ({                                                                     \
    static __typeof__(&name) known;                                      \
    __typeof__(&name) found = __atomic_load_n(&known, __ATOMIC_ACQUIRE); \
    if (!found) {                                                        \
      found = (__typeof__(&name))dlsym(soundings_xml_library(), #name);  \
      __atomic_store_n(&known, found, __ATOMIC_RELEASE);                 \
    }                                                                    \
    found;                                                               \
  })

static inline void soundings_xml_start(void) { SOUNDINGS_XML(xmlInitParser)(); }

// No network, and nothing printed; entities are not substituted and the limits on sizes are not lifted, since neither is asked for.
static inline xmlTextReaderPtr soundings_xml_reader(xmlInputReadCallback read, void *context) {
  return SOUNDINGS_XML(xmlReaderForIO)(
      read, NULL, context, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
}

static inline void soundings_xml_on_error(xmlTextReaderPtr reader, xmlStructuredErrorFunc handler, void *context) {
  SOUNDINGS_XML(xmlTextReaderSetStructuredErrorHandler)(reader, handler, context);
}

static inline int soundings_xml_read(xmlTextReaderPtr reader) { return SOUNDINGS_XML(xmlTextReaderRead)(reader); }

static inline int soundings_xml_node_type(xmlTextReaderPtr reader) {
  return SOUNDINGS_XML(xmlTextReaderNodeType)(reader);
}

static inline int soundings_xml_is_empty(xmlTextReaderPtr reader) {
  return SOUNDINGS_XML(xmlTextReaderIsEmptyElement)(reader);
}

static inline xmlNodePtr soundings_xml_node(xmlTextReaderPtr reader) {
  return SOUNDINGS_XML(xmlTextReaderCurrentNode)(reader);
}

static inline int soundings_xml_line(xmlTextReaderPtr reader) {
  return SOUNDINGS_XML(xmlTextReaderGetParserLineNumber)(reader);
}

// The text as the reader keeps it: an element of this name has the same pointer.
static inline const xmlChar *soundings_xml_name(xmlTextReaderPtr reader, const char *name) {
  return SOUNDINGS_XML(xmlTextReaderConstString)(reader, (const xmlChar *)name);
}

static inline void soundings_xml_free(xmlTextReaderPtr reader) { SOUNDINGS_XML(xmlFreeTextReader)(reader); }

// A page in UTF-8 as a browser sees it, mistakes and all; NULL if it has nothing. `halted` tells whether libxml2 gave up before its end.
static inline htmlDocPtr soundings_html_read(const char *bytes, int count, int *halted) {
  htmlParserCtxtPtr context = SOUNDINGS_XML(htmlNewParserCtxt)();
  if (!context) return NULL;
  htmlDocPtr page = SOUNDINGS_XML(htmlCtxtReadMemory)(
      context, bytes, count, NULL, "UTF-8",
      HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER | HTML_PARSE_COMPACT);
  *halted = context->disableSAX;
  SOUNDINGS_XML(htmlFreeParserCtxt)(context);
  return page;
}

static inline xmlNodePtr soundings_html_root(htmlDocPtr page) { return SOUNDINGS_XML(xmlDocGetRootElement)(page); }

static inline void soundings_html_free(htmlDocPtr page) { SOUNDINGS_XML(xmlFreeDoc)(page); }

#endif
