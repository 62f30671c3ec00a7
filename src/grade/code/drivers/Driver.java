// Runs a candidate's method, one request a line; see src/grade/code/wire.rs. The JDK has no JSON,
// so the little that is needed stands here. The control socket is descriptor 200; standard input is
// empty.
import java.io.*;
import java.lang.reflect.*;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.*;

class Driver {
    static final FileDescriptor control = control();
    static final InputStream down = new BufferedInputStream(new FileInputStream(control), 1 << 16);
    static final OutputStream up = new FileOutputStream(control);
    static final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    static String nonce = "";
    static Class<?> holder;

    static FileDescriptor control() {
        try {
            Constructor<FileDescriptor> of = FileDescriptor.class.getDeclaredConstructor(int.class);
            of.setAccessible(true);
            return of.newInstance(200);
        } catch (ReflectiveOperationException error) {
            throw new IllegalStateException(error);
        }
    }

    public static void main(String[] unused) throws Exception {
        System.setIn(InputStream.nullInputStream());
        System.setOut(out);
        System.setErr(out);
        Map<?, ?> order = (Map<?, ?>) new Parser(read()).value();
        nonce = (String) order.get("nonce");
        write("{\"k\":\"up\"}");
        try {
            Object given = order.get("given");
            String entry = (String) order.get("entry");
            List<Method> found = load(entry, given == null ? -1 : ((Number) given).intValue());
            if (found.isEmpty()) return;
            answer("{\"k\":\"ready\",\"version\":" + quote(System.getProperty("java.version")) + "}");
            while (true) answer(call(found, (List<?>) ((List<?>) new Parser(read()).value()).get(1)));
        } catch (Throwable error) {
            // Told as what it is, and not as a trace of ours.
            write("{\"k\":\"broken\",\"msg\":" + quote(String.valueOf(error)) + "}");
            Runtime.getRuntime().halt(0);
        }
    }

    /** The methods of that name that take so many arguments; none where it was said why. */
    static List<Method> load(String entry, int given) throws IOException {
        List<String> names = new ArrayList<>();
        List<Method> found = new ArrayList<>();
        try {
            holder = Class.forName("Solution");
        } catch (ExceptionInInitializerError error) {
            answer(raised(error.getCause(), 0));
            return found;
        } catch (ClassNotFoundException | LinkageError error) {
            answer("{\"k\":\"no_entry\",\"names\":[" + String.join(",", classes()) + "],\"holder\":\"class\"}");
            return found;
        }
        int takes = -1;
        for (Method method : methods(holder)) {
            names.add(quote(method.getName()));
            if (!method.getName().equals(entry)) continue;
            takes = method.getParameterCount();
            boolean isTaken = takes == given || method.isVarArgs() && given >= takes - 1;
            if (given >= 0 && !isTaken) continue;
            method.setAccessible(true);
            found.add(method);
        }
        if (found.isEmpty() && takes < 0) answer("{\"k\":\"no_entry\",\"names\":[" + String.join(",", names) + "]}");
        else if (found.isEmpty()) answer("{\"k\":\"arity\",\"takes\":" + takes + "}");
        else if (!isMade(holder)) {
            found.removeIf(method -> !Modifier.isStatic(method.getModifiers()));
            if (found.isEmpty()) answer("{\"k\":\"no_entry\",\"type\":\"object\"}");
        }
        return found;
    }

    /** Its own, those of the classes above it, and what interfaces bring: each once, the nearest one. */
    static List<Method> methods(Class<?> holder) {
        List<Method> all = new ArrayList<>();
        for (Class<?> kind = holder; kind != null && isOwn(kind); kind = kind.getSuperclass())
            all.addAll(List.of(kind.getDeclaredMethods()));
        all.addAll(List.of(holder.getMethods()));
        Set<String> known = new HashSet<>();
        all.removeIf(method -> method.isSynthetic() || Modifier.isAbstract(method.getModifiers())
            || !isOwn(method.getDeclaringClass())
            || !known.add(method.getName() + Arrays.toString(method.getParameterTypes())));
        return all;
    }

    /** Not one of the JDK. */
    static boolean isOwn(Class<?> kind) {
        return kind.getClassLoader() == Driver.class.getClassLoader();
    }

    /** Whether a method that isn't static has an object to be called on. */
    static boolean isMade(Class<?> holder) {
        if (Modifier.isAbstract(holder.getModifiers()) || holder.isEnum()) return false;
        for (Constructor<?> maker : holder.getDeclaredConstructors())
            if (maker.getParameterCount() == 0) return true;
        return false;
    }

    /** The answer's own classes, as they were compiled. */
    static List<String> classes() {
        List<String> found = new ArrayList<>();
        String[] files = new File(".").list();
        for (String file : files == null ? new String[0] : files)
            if (file.endsWith(".class") && !file.startsWith("Driver") && !file.contains("$"))
                found.add(quote(file.substring(0, file.length() - 6)));
        Collections.sort(found);
        return found;
    }

    /** A method, and whether its last parameter takes what is left of the arguments. */
    record Target(Method method, boolean spreads) {
        int most() { return method.getParameterCount() - (spreads ? 1 : 0); }

        /** Of the parameter that takes an argument. */
        Type type(int i) {
            Type[] types = method.getGenericParameterTypes();
            return i < most() ? types[i] : component(types[types.length - 1]);
        }
    }

    /** Of several methods the one whose parameters are nearest to the arguments; one that takes as many as
        there are comes last, as for the compiler. */
    static Target nearest(List<Method> methods, List<?> args) {
        Target best = new Target(methods.get(0), methods.get(0).isVarArgs() && methods.get(0).getParameterCount() != args.size());
        int least = Integer.MAX_VALUE;
        for (Method method : methods)
            for (boolean spreads : new boolean[] {false, true}) {
                int count = method.getParameterCount();
                if (spreads ? !method.isVarArgs() || args.size() < count - 1 : args.size() != count) continue;
                Target target = new Target(method, spreads);
                // A null is one of many rather than none at all.
                boolean isNone = !spreads && method.isVarArgs() && args.get(count - 1) == null;
                int all = spreads ? SPREAD : isNone ? FAR : 0;
                for (int i = 0; i < args.size() && all < FAR; i++) all += distance(args.get(i), target.type(i));
                if (all < least) {
                    least = all;
                    best = target;
                }
            }
        return best;
    }

    static final int FAR = 1_000_000, SPREAD = 100_000;

    static int distance(Object value, Type type) {
        Class<?> raw = raw(type);
        if (raw == Object.class) return 50;
        if (value == null) return raw.isPrimitive() ? FAR : 1;
        int other = raw.isInstance(value) ? 40 : FAR;
        if (value instanceof Boolean) return raw == boolean.class || raw == Boolean.class ? 0 : other;
        if (value instanceof Number number) {
            boolean isWhole = number instanceof Long || number instanceof BigInteger;
            List<Class<?>> order = isWhole
                ? List.of(int.class, Integer.class, long.class, Long.class, BigInteger.class, double.class, Double.class,
                    float.class, Float.class, BigDecimal.class, Number.class)
                : List.of(double.class, Double.class, float.class, Float.class, BigDecimal.class, Number.class);
            int at = order.indexOf(raw);
            if (at < 0) return isShort(number, raw) ? 20 : other;
            boolean isWide = isWhole && !fits(number, raw);
            return isWide ? FAR : at;
        }
        if (value instanceof String text)
            return raw == String.class ? 0 : raw == char[].class ? 3
                : (raw == char.class || raw == Character.class) && text.length() == 1 ? 1
                : raw.isInstance(text) ? 2 : FAR;
        if (value instanceof List<?> list) {
            boolean isArray = raw.isArray();
            if (!isArray && !Iterable.class.isAssignableFrom(raw)) return FAR;
            Type inner = isArray ? component(type) : inner(type, 0, 1);
            for (Object item : list) return distance(item, inner);
            return isArray ? 1 : 0;
        }
        return Map.class.isAssignableFrom(raw) ? 0 : FAR;
    }

    static boolean isShort(Number number, Class<?> raw) {
        boolean is = raw == short.class || raw == Short.class || raw == byte.class || raw == Byte.class;
        return is && number instanceof Long && fits(number, raw);
    }

    static boolean fits(Number number, Class<?> raw) {
        BigInteger whole = number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
        if (raw == int.class || raw == Integer.class) return whole.bitLength() < 32;
        if (raw == short.class || raw == Short.class) return whole.bitLength() < 16;
        if (raw == byte.class || raw == Byte.class) return whole.bitLength() < 8;
        return raw != long.class && raw != Long.class || whole.bitLength() < 64;
    }

    static String call(List<Method> methods, List<?> args) {
        Target target = nearest(methods, args);
        Method method = target.method();
        Object self = null;
        long began = System.nanoTime();
        try {
            Object[] typed = typed(target, args);
            if (!Modifier.isStatic(method.getModifiers())) {
                Constructor<?> maker = holder.getDeclaredConstructor();
                maker.setAccessible(true);
                self = maker.newInstance();
            }
            began = System.nanoTime();
            Object value = method.invoke(self, typed);
            long us = (System.nanoTime() - began) / 1000;
            StringBuilder text = new StringBuilder();
            try {
                encode(value, text, 0);
            } catch (Odd odd) {
                return "{\"k\":\"odd\",\"us\":" + us + ",\"msg\":" + quote(odd.getMessage()) + "}";
            } catch (StackOverflowError deep) {
                return "{\"k\":\"odd\",\"us\":" + us + ",\"msg\":\"value that is nested too deeply\"}";
            }
            String nothing = value == null ? ",\"nothing\":true" : "";
            return "{\"k\":\"ok\",\"us\":" + us + ",\"v\":" + text + nothing + "}";
        } catch (InvocationTargetException wrapped) {
            return raised(wrapped.getCause(), (System.nanoTime() - began) / 1000);
        } catch (Unfit unfit) {
            return "{\"k\":\"args\",\"msg\":" + quote(unfit.getMessage()) + "}";
        } catch (IllegalArgumentException unfit) {
            return "{\"k\":\"args\",\"msg\":" + quote(misfit(target, args)) + "}";
        } catch (Throwable error) {
            return raised(error, 0);
        }
    }

    /** The arguments as the parameters have them. */
    static Object[] typed(Target target, List<?> args) {
        int most = target.most();
        Object[] typed = new Object[target.method().getParameterCount()];
        for (int i = 0; i < most; i++) typed[i] = convert(args.get(i), target.type(i));
        if (!target.spreads()) return typed;
        Class<?>[] types = target.method().getParameterTypes();
        typed[most] = Array.newInstance(types[most].getComponentType(), args.size() - most);
        for (int i = most; i < args.size(); i++) Array.set(typed[most], i - most, convert(args.get(i), target.type(i)));
        return typed;
    }

    /** Which argument a parameter cannot hold, and what it is. */
    static String misfit(Target target, List<?> args) {
        String name = target.method().getName();
        for (int i = 0; i < args.size(); i++)
            if (distance(args.get(i), target.type(i)) >= FAR)
                return "the question calls `" + name + "` with " + kind(args.get(i)) + ", and its parameter "
                    + (Math.min(i, target.most()) + 1) + " is of type `"
                    + target.type(i).getTypeName().replaceAll("\\bjava(?:\\.[a-z]\\w*)*\\.", "") + "`";
        return "the arguments do not fit the parameters of `" + name + "`";
    }

    static String kind(Object value) {
        if (value == null) return "null";
        if (value instanceof Boolean) return "a truth value";
        if (value instanceof Long || value instanceof BigInteger) return "a whole number";
        if (value instanceof Number) return "a number";
        if (value instanceof String) return "a text";
        return value instanceof List<?> ? "a list" : "an object";
    }

    /** A result that cannot be compared, by its name. */
    static final class Odd extends RuntimeException {
        Odd(String what) { super(what); }
    }

    /** An argument that a parameter cannot hold. */
    static final class Unfit extends RuntimeException {
        Unfit(String what) { super(what); }
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
        // A scanner whose input is at its end says so only where a line was asked for.
        boolean isScanner = error.getStackTrace().length > 0 && error.getStackTrace()[0].getClassName().equals("java.util.Scanner");
        if (said.isEmpty() && isScanner) said = "No line found";
        said = said.length() > 2000 ? said.substring(0, 2000) : said;
        return "{\"k\":\"raised\",\"us\":" + us + ",\"type\":" + bases.get(0) + ",\"bases\":["
            + String.join(",", bases) + "],\"msg\":" + quote(said) + ",\"line\":" + line + "}";
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) return c;
        if (type instanceof ParameterizedType p) return (Class<?>) p.getRawType();
        if (type instanceof GenericArrayType a) return Array.newInstance(raw(a.getGenericComponentType()), 0).getClass();
        if (type instanceof WildcardType w) return raw(w.getUpperBounds()[0]);
        if (type instanceof TypeVariable<?> v) return raw(v.getBounds()[0]);
        return Object.class;
    }

    static Type component(Type type) {
        return type instanceof GenericArrayType a ? a.getGenericComponentType() : raw(type).getComponentType();
    }

    static Type inner(Type type, int at, int of) {
        Type[] all = type instanceof ParameterizedType p ? p.getActualTypeArguments() : new Type[0];
        return all.length == of ? all[at] : Object.class;
    }

    static Object number(Number number, Class<?> raw) {
        if (raw == double.class || raw == Double.class) return number.doubleValue();
        if (raw == float.class || raw == Float.class) return number.floatValue();
        if (raw == BigDecimal.class) return new BigDecimal(number.toString());
        boolean isWhole = number instanceof Long || number instanceof BigInteger;
        boolean wantsWhole = raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class
            || raw == short.class || raw == Short.class || raw == byte.class || raw == Byte.class;
        if (wantsWhole && (!isWhole || !fits(number, raw)))
            throw new Unfit("the argument " + number + " does not fit a parameter of type `" + raw.getSimpleName() + "`: "
                + (isWhole ? "write `long` or `BigInteger`" : "write `double`"));
        if (raw == int.class || raw == Integer.class) return number.intValue();
        if (raw == long.class || raw == Long.class) return number.longValue();
        if (raw == short.class || raw == Short.class) return number.shortValue();
        if (raw == byte.class || raw == Byte.class) return number.byteValue();
        if (raw == BigInteger.class && isWhole) return new BigInteger(number.toString());
        return number;
    }

    static Object convert(Object value, Type type) {
        Class<?> raw = raw(type);
        if (value instanceof Number number) return number(number, raw);
        if (value instanceof String text) {
            if ((raw == char.class || raw == Character.class) && text.length() == 1) return text.charAt(0);
            return raw == char[].class ? text.toCharArray() : text;
        }
        if (value instanceof List<?> list) {
            if (raw.isArray()) {
                Object array = Array.newInstance(raw.getComponentType(), list.size());
                for (int i = 0; i < list.size(); i++) Array.set(array, i, convert(list.get(i), component(type)));
                return array;
            }
            List<Object> typed = new ArrayList<>(list.size());
            for (Object item : list) typed.add(convert(item, inner(type, 0, 1)));
            if (raw.isInstance(typed)) return typed;
            for (Collection<Object> other : List.<Collection<Object>>of(new LinkedHashSet<>(), new TreeSet<>(),
                    new ArrayDeque<>(), new LinkedList<>(), new PriorityQueue<>()))
                if (raw.isInstance(other)) {
                    other.addAll(typed);
                    return other;
                }
            return typed;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> typed = SortedMap.class.isAssignableFrom(raw) ? new TreeMap<>() : new LinkedHashMap<>();
            map.forEach((key, item) -> typed.put(key(key, inner(type, 0, 2)), convert(item, inner(type, 1, 2))));
            return typed;
        }
        return value;
    }

    /** Keys are texts on the way here; those of a `Map<Integer, …>` are numbers again. */
    static Object key(Object key, Type type) {
        Class<?> raw = raw(type);
        if (!(key instanceof String text) || !Number.class.isAssignableFrom(raw) && raw != Character.class) return key;
        return convert(raw == Character.class ? text : new Parser(text).value(), type);
    }

    static void encode(Object value, StringBuilder text, int depth) {
        if (depth > 120) throw new Odd("value that is nested too deeply");
        if (value == null || value instanceof Boolean) text.append(value);
        else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number)) text.append(number);
            else text.append("{\"$float\":\"").append(Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf").append("\"}");
        } else if (value instanceof BigDecimal number) {
            // As a fraction like any other, and digit by digit where it is whole and has a sane length.
            boolean isWhole = number.stripTrailingZeros().scale() <= 0 && Math.abs((long) number.scale()) < 5000;
            text.append(isWhole ? number.toBigInteger().toString() : number.toString());
        } else if (value instanceof Number && value.getClass().getName().startsWith("java.")) text.append(value);
        else if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>)
            text.append(quote(value.toString()));
        else if (value instanceof Optional<?> maybe) encode(maybe.orElse(null), text, depth);
        else if (value instanceof OptionalInt maybe) encode(maybe.isPresent() ? maybe.getAsInt() : null, text, depth);
        else if (value instanceof OptionalLong maybe) encode(maybe.isPresent() ? maybe.getAsLong() : null, text, depth);
        else if (value instanceof OptionalDouble maybe) encode(maybe.isPresent() ? maybe.getAsDouble() : null, text, depth);
        else if (value instanceof java.time.LocalDate) text.append(quote(value.toString()));
        else if (value instanceof Set<?> && !(value instanceof SortedSet<?>)) throw new Odd("Set without an order");
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
                    throw new Odd(record.getClass().getSimpleName());
                }
                gap = ",";
            }
            text.append(gap.equals("{") ? "{}" : "}");
        } else throw new Odd(value instanceof java.util.stream.BaseStream<?, ?> ? "Stream" : value.getClass().getSimpleName().isEmpty() ? "object without a class name" : value.getClass().getSimpleName());
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                quoted.append(String.format("\\u%04x\\u%04x", (int) c, (int) text.charAt(++i)));
                continue;
            }
            // Half a pair of surrogates is no text anywhere else.
            if (Character.isSurrogate(c)) c = '\ufffd';
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
                    if (!word.matches("-?\\d+")) return Double.parseDouble(word);
                    BigInteger whole = new BigInteger(word);
                    return whole.bitLength() < 64 ? (Number) whole.longValue() : whole;
            }
        }
    }
}
