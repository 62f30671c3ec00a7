// Runs a candidate's method, one request a line; see src/grade/code/wire.rs. The JDK has no JSON,
// so the little that is needed stands here.
import java.io.*;
import java.lang.reflect.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

class Driver {
    static final InputStream down = new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16);
    static final OutputStream up = new FileOutputStream(FileDescriptor.in);
    static final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    static String nonce = "";

    public static void main(String[] unused) throws Exception {
        System.setIn(InputStream.nullInputStream());
        System.setOut(out);
        System.setErr(out);
        Map<?, ?> order = (Map<?, ?>) new Parser(read()).value();
        nonce = (String) order.get("nonce");
        write("{\"k\":\"up\"}");
        Object given = order.get("given");
        Method method = load((String) order.get("entry"), given == null ? -1 : ((Long) given).intValue());
        if (method == null) return;
        answer("{\"k\":\"ready\",\"version\":" + quote(System.getProperty("java.version")) + "}");
        while (true) answer(call(method, (List<?>) ((List<?>) new Parser(read()).value()).get(1)));
    }

    static Method load(String entry, int given) throws IOException {
        List<String> names = new ArrayList<>();
        Method found = null;
        try {
            for (Method method : Class.forName("Solution").getDeclaredMethods()) {
                if (method.isSynthetic()) continue;
                names.add(quote(method.getName()));
                if (!method.getName().equals(entry)) continue;
                if (found == null || method.getParameterCount() == given) found = method;
            }
        } catch (ClassNotFoundException | LinkageError error) {
            answer("{\"k\":\"no_entry\",\"names\":[]}");
            return null;
        }
        if (found == null) {
            answer("{\"k\":\"no_entry\",\"names\":[" + String.join(",", names) + "]}");
            return null;
        }
        if (given >= 0 && found.getParameterCount() != given) {
            answer("{\"k\":\"arity\",\"takes\":" + found.getParameterCount() + "}");
            return null;
        }
        found.setAccessible(true);
        return found;
    }

    static String call(Method method, List<?> args) {
        Object[] typed = new Object[args.size()];
        Object self = null;
        long began = System.nanoTime();
        try {
            Type[] types = method.getGenericParameterTypes();
            for (int i = 0; i < typed.length; i++) typed[i] = convert(args.get(i), types[i]);
            if (!Modifier.isStatic(method.getModifiers())) {
                Constructor<?> maker = method.getDeclaringClass().getDeclaredConstructor();
                maker.setAccessible(true);
                self = maker.newInstance();
            }
            began = System.nanoTime();
            Object value = method.invoke(self, typed);
            long us = (System.nanoTime() - began) / 1000;
            StringBuilder text = new StringBuilder();
            try {
                encode(value, text, 0);
            } catch (IllegalStateException odd) {
                return "{\"k\":\"odd\",\"us\":" + us + ",\"msg\":" + quote(odd.getMessage()) + "}";
            }
            return "{\"k\":\"ok\",\"us\":" + us + ",\"v\":" + text + "}";
        } catch (InvocationTargetException wrapped) {
            return raised(wrapped.getCause(), (System.nanoTime() - began) / 1000);
        } catch (Throwable error) {
            return raised(error, 0);
        }
    }

    static String raised(Throwable error, long us) {
        if (error instanceof OutOfMemoryError) return "{\"k\":\"memory\"}";
        List<String> bases = new ArrayList<>();
        for (Class<?> kind = error.getClass(); kind != null; kind = kind.getSuperclass())
            bases.add(quote(kind.getSimpleName()));
        int line = 0;
        for (StackTraceElement place : error.getStackTrace())
            if (line == 0 && "Solution.java".equals(place.getFileName())) line = place.getLineNumber();
        String said = error.getMessage() == null ? "" : error.getMessage();
        said = said.length() > 2000 ? said.substring(0, 2000) : said;
        return "{\"k\":\"raised\",\"us\":" + us + ",\"type\":" + bases.get(0) + ",\"bases\":["
            + String.join(",", bases) + "],\"msg\":" + quote(said) + ",\"line\":" + line + "}";
    }

    static Object convert(Object value, Type type) {
        Class<?> raw = type instanceof ParameterizedType p ? (Class<?>) p.getRawType()
            : type instanceof Class<?> c ? c : Object.class;
        Type[] inner = type instanceof ParameterizedType p ? p.getActualTypeArguments() : new Type[0];
        if (value instanceof Number number) {
            if (raw == int.class || raw == Integer.class) return number.intValue();
            if (raw == long.class || raw == Long.class) return number.longValue();
            if (raw == double.class || raw == Double.class) return number.doubleValue();
            if (raw == float.class || raw == Float.class) return number.floatValue();
            return number;
        }
        if (value instanceof String text && (raw == char.class || raw == Character.class)) return text.charAt(0);
        if (value instanceof List<?> list) {
            if (raw.isArray()) {
                Object array = Array.newInstance(raw.getComponentType(), list.size());
                for (int i = 0; i < list.size(); i++) Array.set(array, i, convert(list.get(i), raw.getComponentType()));
                return array;
            }
            List<Object> typed = new ArrayList<>(list.size());
            for (Object item : list) typed.add(convert(item, inner.length == 1 ? inner[0] : Object.class));
            return raw == Set.class ? new LinkedHashSet<>(typed) : typed;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> typed = new LinkedHashMap<>();
            map.forEach((key, item) -> typed.put(key, convert(item, inner.length == 2 ? inner[1] : Object.class)));
            return typed;
        }
        return value;
    }

    static void encode(Object value, StringBuilder text, int depth) {
        if (depth > 120) throw new IllegalStateException("value that is nested too deeply");
        if (value == null || value instanceof Boolean) text.append(value);
        else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number)) text.append(number);
            else text.append("{\"$float\":\"").append(Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf").append("\"}");
        } else if (value instanceof Number) text.append(value);
        else if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>)
            text.append(quote(value.toString()));
        else if (value instanceof Optional<?> maybe) encode(maybe.orElse(null), text, depth);
        else if (value instanceof Set<?> && !(value instanceof SortedSet<?>)) throw new IllegalStateException("Set");
        else if (value instanceof Iterable<?> items) {
            String gap = "[";
            for (Object item : items) { text.append(gap); encode(item, text, depth + 1); gap = ","; }
            text.append(gap.equals("[") ? "[]" : "]");
        } else if (value.getClass().isArray()) {
            text.append('[');
            for (int i = 0; i < Array.getLength(value); i++) {
                if (i > 0) text.append(',');
                encode(Array.get(value, i), text, depth + 1);
            }
            text.append(']');
        } else if (value instanceof Map<?, ?> map) {
            String gap = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(gap).append(quote(String.valueOf(entry.getKey()))).append(':');
                encode(entry.getValue(), text, depth + 1);
                gap = ",";
            }
            text.append(gap.equals("{") ? "{}" : "}");
        } else if (value instanceof Record record) {
            String gap = "{";
            for (RecordComponent part : record.getClass().getRecordComponents()) {
                text.append(gap).append(quote(part.getName())).append(':');
                try {
                    part.getAccessor().setAccessible(true);
                    encode(part.getAccessor().invoke(record), text, depth + 1);
                } catch (ReflectiveOperationException error) {
                    throw new IllegalStateException(record.getClass().getSimpleName());
                }
                gap = ",";
            }
            text.append(gap.equals("{") ? "{}" : "}");
        } else throw new IllegalStateException(value.getClass().getSimpleName());
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else if (c < 32 || c > 126) quoted.append(String.format("\\u%04x", (int) c));
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    static String read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = down.read(); c != '\n'; c = down.read()) {
            if (c < 0) Runtime.getRuntime().halt(0);
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    static void answer(String body) throws IOException {
        System.out.flush();
        out.print("\u001e" + nonce + "\n");
        out.flush();
        write(body);
    }

    static void write(String body) throws IOException {
        up.write((nonce + " " + body + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static final class Parser {
        final String text;
        int at = 0;

        Parser(String text) { this.text = text; }

        char peek() {
            while (at < text.length() && text.charAt(at) <= ' ') at++;
            return at < text.length() ? text.charAt(at) : '\0';
        }

        Object value() {
            switch (peek()) {
                case '{': {
                    Map<String, Object> map = new LinkedHashMap<>();
                    at++;
                    while (peek() != '}') {
                        String key = string();
                        peek();
                        at++;
                        map.put(key, value());
                        if (peek() == ',') at++;
                    }
                    at++;
                    return map;
                }
                case '[': {
                    List<Object> list = new ArrayList<>();
                    at++;
                    while (peek() != ']') {
                        list.add(value());
                        if (peek() == ',') at++;
                    }
                    at++;
                    return list;
                }
                case '"': return string();
                default: return word();
            }
        }

        String string() {
            StringBuilder found = new StringBuilder();
            peek();
            for (at++; text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c != '\\') { found.append(c); continue; }
                c = text.charAt(++at);
                switch (c) {
                    case 'n': found.append('\n'); break;
                    case 't': found.append('\t'); break;
                    case 'r': found.append('\r'); break;
                    case 'b': found.append('\b'); break;
                    case 'f': found.append('\f'); break;
                    case 'u': found.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16)); at += 4; break;
                    default: found.append(c);
                }
            }
            at++;
            return found.toString();
        }

        Object word() {
            int from = at;
            while (at < text.length() && ",]} ".indexOf(text.charAt(at)) < 0) at++;
            String word = text.substring(from, at);
            switch (word) {
                case "null": return null;
                case "true": return true;
                case "false": return false;
                case "NaN": return Double.NaN;
                case "Infinity": return Double.POSITIVE_INFINITY;
                case "-Infinity": return Double.NEGATIVE_INFINITY;
                default:
                    if (word.matches("-?\\d{1,18}")) return Long.parseLong(word);
                    return Double.parseDouble(word);
            }
        }
    }
}
