"""Writes the Unicode tables of compiler/lex/unicode.cpp as C++ arrays, from Python's own `unicodedata`, `str` and codecs.

Usage: generate_unicode.py OUTPUT.inc
"""
import codecs
import os
import sys
import unicodedata

LAST = 0x110000


def ranges(predicate):
    """[begin, end) of each run of code points for which `predicate` holds."""
    found, begin = [], None
    for code in range(LAST + 1):
        inside = code < LAST and predicate(chr(code))
        if inside and begin is None:
            begin = code
        elif not inside and begin is not None:
            found.append((begin, code))
            begin = None
    return found


def name_hash(name):
    """64-bit FNV-1a, as `name_hash` of unicode.cpp."""
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def named_code_points():
    """(hash, code point) of every name and alias, but for the names that follow a rule (Hangul syllables, CJK ideographs)."""
    found = {}
    for code in range(LAST):
        name = unicodedata.name(chr(code), "")
        if not name or name.startswith(("HANGUL SYLLABLE ", "CJK UNIFIED IDEOGRAPH-")):
            continue
        found[name_hash(name)] = code
    for alias, code in aliases():
        found.setdefault(name_hash(alias), code)
    return sorted(found.items())


def aliases():
    """Name aliases (control characters and corrections) that `unicodedata.lookup` knows. It has no list of them, so they are tried: the
    candidates are the standard's, complete for the control characters and the abbreviations."""
    names = """NULL;NUL;START OF HEADING;SOH;START OF TEXT;STX;END OF TEXT;ETX;END OF TRANSMISSION;EOT;ENQUIRY;ENQ;ACKNOWLEDGE;ACK;ALERT;BEL;
    BACKSPACE;BS;CHARACTER TABULATION;HORIZONTAL TABULATION;HT;TAB;LINE FEED;NEW LINE;END OF LINE;LF;NL;EOL;LINE TABULATION;VERTICAL TABULATION;
    VT;FORM FEED;FF;CARRIAGE RETURN;CR;SHIFT OUT;LOCKING-SHIFT ONE;SO;SHIFT IN;LOCKING-SHIFT ZERO;SI;DATA LINK ESCAPE;DLE;DEVICE CONTROL ONE;
    DC1;DEVICE CONTROL TWO;DC2;DEVICE CONTROL THREE;DC3;DEVICE CONTROL FOUR;DC4;NEGATIVE ACKNOWLEDGE;NAK;SYNCHRONOUS IDLE;SYN;
    END OF TRANSMISSION BLOCK;ETB;CANCEL;CAN;END OF MEDIUM;EOM;EM;SUBSTITUTE;SUB;ESCAPE;ESC;INFORMATION SEPARATOR FOUR;FILE SEPARATOR;FS;
    INFORMATION SEPARATOR THREE;GROUP SEPARATOR;GS;INFORMATION SEPARATOR TWO;RECORD SEPARATOR;RS;INFORMATION SEPARATOR ONE;UNIT SEPARATOR;US;
    SP;DELETE;DEL;PADDING CHARACTER;PAD;HIGH OCTET PRESET;HOP;BREAK PERMITTED HERE;BPH;NO BREAK HERE;NBH;INDEX;IND;NEXT LINE;NEL;
    START OF SELECTED AREA;SSA;END OF SELECTED AREA;ESA;CHARACTER TABULATION SET;HORIZONTAL TABULATION SET;HTS;
    CHARACTER TABULATION WITH JUSTIFICATION;HORIZONTAL TABULATION WITH JUSTIFICATION;HTJ;LINE TABULATION SET;VERTICAL TABULATION SET;VTS;
    PARTIAL LINE FORWARD;PARTIAL LINE DOWN;PLD;PARTIAL LINE BACKWARD;PARTIAL LINE UP;PLU;REVERSE LINE FEED;REVERSE INDEX;RI;SINGLE SHIFT TWO;
    SINGLE-SHIFT-2;SS2;SINGLE SHIFT THREE;SINGLE-SHIFT-3;SS3;DEVICE CONTROL STRING;DCS;PRIVATE USE ONE;PRIVATE USE-1;PU1;PRIVATE USE TWO;
    PRIVATE USE-2;PU2;SET TRANSMIT STATE;STS;CANCEL CHARACTER;CCH;MESSAGE WAITING;MW;START OF GUARDED AREA;START OF PROTECTED AREA;SPA;
    END OF GUARDED AREA;END OF PROTECTED AREA;EPA;START OF STRING;SOS;SINGLE GRAPHIC CHARACTER INTRODUCER;SGC;SINGLE CHARACTER INTRODUCER;SCI;
    CONTROL SEQUENCE INTRODUCER;CSI;STRING TERMINATOR;ST;OPERATING SYSTEM COMMAND;OSC;PRIVACY MESSAGE;PM;APPLICATION PROGRAM COMMAND;APC;
    NBSP;SHY;CGJ;ALM;ZWSP;ZWNJ;ZWJ;LRM;RLM;LRE;RLE;PDF;LRO;RLO;NNBSP;MMSP;WJ;LRI;RLI;FSI;PDI;BYTE ORDER MARK;BOM;ZWNBSP;
    LATIN CAPITAL LETTER GHA;LATIN SMALL LETTER GHA;WEIERSTRASS ELLIPTIC FUNCTION;LATIN SMALL LETTER BYELORUSSIAN-UKRAINIAN I;
    SYRIAC SUBLINEAR COLON SKEWED LEFT;KANNADA LETTER LLLA;LAO LETTER FO FON;LAO LETTER FO FAY;LAO LETTER RO;LAO LETTER LO;
    TIBETAN MARK BKA- SHOG GI MGO RGYAN;HANGUL JONGSEONG YESIEUNG-KIYEOK;MICR ON US SYMBOL;MICR DASH SYMBOL;
    YI SYLLABLE ITERATION MARK;PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRACKET;BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS;
    VARIATION SELECTOR-1"""
    names += "".join(f";VS{i}" for i in range(1, 257))
    for name in (n.strip() for n in names.replace("\n", "").split(";")):
        try:
            yield name, ord(unicodedata.lookup(name))
        except KeyError:
            pass


def normalization():
    """What NFKC needs: decompositions (full, compatibility), combining classes, compositions of pairs. Hangul follows a rule."""
    decompositions, classes, pairs = [], [], []
    for code in range(LAST):
        char = chr(code)
        if 0xAC00 <= code < 0xAC00 + 11172 or 0xD800 <= code < 0xE000:
            continue
        decomposed = unicodedata.normalize("NFKD", char)
        if decomposed != char:
            decompositions.append((code, [ord(c) for c in decomposed]))
        if unicodedata.combining(char):
            classes.append((code, unicodedata.combining(char)))
        canonical = unicodedata.decomposition(char)
        if canonical and not canonical.startswith("<"):
            parts = [int(part, 16) for part in canonical.split()]
            if len(parts) == 2 and unicodedata.normalize("NFC", chr(parts[0]) + chr(parts[1])) == char:
                pairs.append((parts[0], parts[1], code))
    return decompositions, classes, sorted(pairs)


def single_byte_encodings():
    """(name, 128 code points of the bytes 128 to 255; 0xFFFD where undefined) of encodings that agree with ASCII below."""
    names = ("cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp437 cp850 cp852 cp855 cp857 cp858 cp866 iso8859-2 iso8859-3 "
             "iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 "
             "koi8-r koi8-u mac-roman").split()
    for name in names:
        points = [ord(bytes([byte]).decode(name, "replace")) for byte in range(128, 256)]
        yield codecs.lookup(name).name, points


def array(out, declaration, items, per_line=12):
    out.write(f"inline constexpr {declaration}[] = {{\n")
    items = list(items)
    for start in range(0, len(items), per_line):
        out.write("  " + ", ".join(items[start:start + per_line]) + ",\n")
    out.write("};\n")


def range_array(out, name, found):
    array(out, f"CodeRange {name}", (f"{{{begin}, {end}}}" for begin, end in found))


def main(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    decompositions, classes, pairs = normalization()
    with open(path + ".new", "w") as out:
        out.write(f"// Generated by compiler/lex/generate_unicode.py: Unicode {unicodedata.unidata_version}.\n")
        range_array(out, "identifier_start", ranges(lambda c: c.isidentifier()))
        range_array(out, "identifier_continue", ranges(lambda c: ("a" + c).isidentifier()))
        range_array(out, "printable", ranges(str.isprintable))
        array(out, "std::uint32_t decomposed", (str(code) for _, parts in decompositions for code in parts))
        offset, entries = 0, []
        for code, parts in decompositions:
            entries.append(f"{{{code}, {offset}, {len(parts)}}}")
            offset += len(parts)
        array(out, "Decomposition decompositions", entries)
        array(out, "CombiningClass combining_classes", (f"{{{code}, {value}}}" for code, value in classes))
        array(out, "Composition compositions", (f"{{{a}, {b}, {code}}}" for a, b, code in pairs))
        names = named_code_points()
        array(out, "std::uint64_t name_hashes", (f"{value:#x}" for value, _ in names), 6)
        array(out, "std::uint32_t named", (str(code) for _, code in names))
        cjk = ranges(lambda c: unicodedata.name(c, "").startswith("CJK UNIFIED IDEOGRAPH-"))
        range_array(out, "cjk_ideographs", cjk)
        encodings = list(single_byte_encodings())
        array(out, "SingleByteEncoding single_byte_encodings",
              (f'{{"{name}", {{{", ".join(map(str, points))}}}}}' for name, points in encodings), 1)
    os.replace(path + ".new", path)


if __name__ == "__main__":
    main(sys.argv[1])
