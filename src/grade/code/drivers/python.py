# Runs a candidate's functions, one request a line; see src/grade/code/wire.rs. It is handed over
# by -c and starts without `site` (which costs more than all the rest): so it imports next to
# nothing, and brings `site` in only when something outside the standard library is asked for. The
# control socket is descriptor 200; standard input is empty.
def _drive():
    import builtins, gc, posix, sys
    from time import perf_counter_ns as wall, process_time_ns as cpu

    try:
        from _json import encode_basestring_ascii as quote, make_encoder, make_scanner

        class How:
            strict, object_hook, object_pairs_hook = True, None, None
            parse_float, parse_int = float, int
            parse_constant = {"NaN": float("nan"), "Infinity": float("inf"),
                              "-Infinity": float("-inf")}.__getitem__

        scan = make_scanner(How)

        def parse(text):
            return scan(text, 0)[0]

        def encode(value):
            known = {}
            encoder = make_encoder(known, plain, quote, None, ":", ",", False, False, False)
            return "".join(encoder(value, 0))
    except (ImportError, TypeError):
        import json

        quote, parse = json.dumps, json.loads

        def encode(value):
            return json.dumps(value, default=plain, allow_nan=False, separators=(",", ":"))

    try:
        import resource

        usage, own, others = resource.getrusage, resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
        peak = lambda: usage(own).ru_maxrss

        # Under a CPU limit the kernel's process clock moves only with its tick; this one does not.
        def cpu():
            use, more = usage(own), usage(others)
            return int((use.ru_utime + use.ru_stime + more.ru_utime + more.ru_stime) * 1e9)
    except ImportError:
        peak = lambda: 0

    # Taken now, so that nothing that the answer puts in their place is called. The control socket is
    # out of reach of `close(0..100)`.
    control, out = 200, sys.stdout
    posix.set_inheritable(control, False)
    receive, send, leave, process = posix.read, posix.write, posix._exit, posix.getpid
    # By lines: what is printed before a kill is what helps to find the fault.
    out.reconfigure(errors="backslashreplace", line_buffering=True)
    sys.stderr.reconfigure(errors="backslashreplace")
    builtins.exit = builtins.quit = sys.exit

    waiting = [b""]

    def read():
        parts = []
        while True:
            part = waiting[0] or receive(control, 1 << 20)
            waiting[0] = b""
            if not part:
                leave(0)
            end = part.find(b"\n")
            if end >= 0:
                waiting[0] = part[end + 1:]
                parts.append(part[:end])
                return b"".join(parts).decode()
            parts.append(part)

    def write(text):
        data = memoryview(text.encode())
        while data:
            data = data[send(control, data):]

    def flush():
        for stream in (sys.stdout, sys.stderr, out):
            try:
                stream.flush()
            except BaseException:
                pass

    def plain(value):
        if isinstance(value, type):
            raise TypeError("\0type")
        # numpy and pandas first, then what reads as one obvious JSON value.
        for name in ("tolist", "isoformat"):
            method = getattr(value, name, None)
            if callable(method):
                return method()
        if isinstance(value, (range, type({}.keys()), type({}.values()), type({}.items()))):
            return list(value)
        if type(value).__name__ == "deque":
            return list(value)
        raise TypeError("\0" + type(value).__name__)

    def finite(value):
        if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
            return {"$float": float.__repr__(value)}
        if isinstance(value, dict):
            return {finite(key) if isinstance(key, str) else key: finite(item)
                    for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [finite(item) for item in value]
        if isinstance(value, str):
            return whole(value)
        if isinstance(value, (int, float, bool)) or value is None:
            return value
        return finite(plain(value))

    def result(value):
        try:
            text = encode(value)
        except ValueError as error:
            if "float" not in str(error):
                raise
            text = encode(finite(value))
        # Half a pair of surrogates is no text anywhere else.
        return encode(finite(value)) if "\\ud" in text else text

    def whole(text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def words(value):
        try:
            return quote(whole(str(value)[:2000]))
        except BaseException:
            return '""'

    def raised(error):
        place, line, trace = error.__traceback__, 0, []
        while place is not None:
            if place.tb_frame.f_code.co_filename == path:
                line = place.tb_lineno
            place = place.tb_next
        names = ",".join(quote(kind.__name__) for kind in type(error).__mro__)
        full = getattr(error, "errno", None) in (27, 28, 122)
        return '"type":%s,"bases":[%s],"msg":%s,"line":%d,"full":%s' % (
            quote(type(error).__name__), names, words(error), line, "true" if full else "false")

    class Site:
        """Brings in installed packages when one is first asked for."""

        def find_spec(name, path=None, target=None):
            top = name.partition(".")[0]
            if top == "org" or top in getattr(sys, "stdlib_module_names", ()):
                return None
            sys.meta_path.remove(Site)
            if sys.flags.no_site:
                import site

                site.main()
                builtins.exit = builtins.quit = sys.exit
            for finder in sys.meta_path:
                spec = finder.find_spec(name, path, target)
                if spec is not None:
                    return spec
            return None

    sys.meta_path.append(Site)

    # Arguments may be numbers of any length; what the answer prints of them is its own affair.
    def order_of(text, most=getattr(sys, "get_int_max_str_digits", lambda: 0)()):
        if not most or len(text) < most:
            return parse(text)
        sys.set_int_max_str_digits(0)
        try:
            return parse(text)
        finally:
            sys.set_int_max_str_digits(most)

    order = parse(read())
    nonce, path, entry, given = order["nonce"], order["path"], order["entry"], order["given"]
    mark = b"\x1e" + nonce.encode() + b"\n"

    here = process()

    def answer(text):
        flush()
        # A fork that returned from the candidate's function would answer twice.
        if process() != here:
            leave(0)
        try:
            send(1, mark)
        except OSError:
            pass
        write(nonce + " {" + text + "}\n")

    def takes(function):
        """Fewest and most positional arguments, and what has to be given by name besides, where it is
        a plain function or a method of an object."""
        own = hasattr(function, "__self__") and hasattr(function, "__func__")
        function = function.__func__ if own else function
        code = getattr(function, "__code__", None)
        if code is None or not hasattr(function, "__defaults__"):
            return 0, 1 << 30, []
        most, end = code.co_argcount, code.co_argcount + code.co_kwonlyargcount
        fewest = most - len(function.__defaults__ or ())
        given = function.__kwdefaults__ or {}
        named = [name for name in code.co_varnames[most:end] if name not in given]
        return fewest - own, (1 << 30) if code.co_flags & 4 else most - own, named

    def load():
        with open(path, "rb") as file:
            text = file.read()
        try:
            code = compile(text, path, "exec", dont_inherit=True)
        except SyntaxError as error:
            return '"k":"syntax","type":%s,"msg":%s,"line":%d,"col":%d,"text":%s' % (
                quote(type(error).__name__), words(error.msg), error.lineno or 0,
                error.offset or 0, words((error.text or "").rstrip("\n")))
        except ValueError as error:
            return '"k":"syntax","msg":%s' % words(error)
        module = type(sys)("solution")
        module.__file__ = path
        sys.modules["solution"] = module
        sys.path.insert(0, path.rpartition("/")[0])
        try:
            exec(code, module.__dict__)
        except SystemExit:
            return '"k":"quit"'
        except MemoryError:
            return '"k":"memory"'
        except BaseException as error:
            return '"k":"raised",' + raised(error)
        function = getattr(module, entry, None)
        if not callable(function):
            mine = {name: value for name, value in vars(module).items()
                    if callable(value) and getattr(value, "__module__", "") == "solution"}
            inside = [name for name, value in mine.items() if callable(getattr(value, entry, None))]
            # A class is none to be called by another name.
            names = [name for name, value in mine.items() if not isinstance(value, type)]
            return '"k":"no_entry","names":[%s],"holder":%s' % (
                ",".join(map(quote, names)), quote(inside[0] if inside else ""))
        fewest, most, named = takes(function)
        if given is not None and not fewest <= given <= most:
            return '"k":"arity","takes":%d' % (most if given > most else fewest)
        if given is not None and named:
            return '"k":"arity","names":[%s]' % ",".join(map(quote, named))
        return '"k":"ready","version":%s' % quote(sys.version.split()[0])

    def call(name, args):
        module = sys.modules["solution"]
        function = getattr(module, name, None)
        if not callable(function):
            return '"k":"no_entry","names":[]'
        gc.freeze()
        fault = value = None
        began, worked = wall(), cpu()
        try:
            value = function(*args)
        except SystemExit as error:
            fault = '"k":"quit",' + raised(error)
        except MemoryError:
            fault = '"k":"memory"'
        except BaseException as error:
            fault = '"k":"raised",' + raised(error)
        spent = '"us":%d,"cpu":%d,"kib":%d' % (
            (wall() - began) // 1000, (cpu() - worked) // 1000, peak())
        if fault:
            return fault + "," + spent
        try:
            nothing = ',"nothing":true' if value is None else ""
            return '"k":"ok",%s,"v":%s%s' % (spent, result(value), nothing)
        except MemoryError:
            return '"k":"memory",' + spent
        except BaseException as error:
            return '"k":"odd",%s,"msg":%s' % (spent, words(odd(value, error)))

    def odd(value, error):
        """What a value is that cannot be compared."""
        said, kind = str(error), type(value).__name__
        if isinstance(error, TypeError) and said.startswith("\0"):
            return said[1:]
        if isinstance(error, TypeError) and "keys must be" in said:
            return "dict with keys other than texts and numbers"
        if isinstance(error, RecursionError):
            return kind + " that is nested too deeply"
        if isinstance(error, ValueError) and "ircular" in said:
            return kind + " that holds itself"
        if isinstance(error, ValueError) and "integer string" in said:
            return "int of more than 4300 digits" if kind == "int" else kind + " with an int of more than 4300 digits"
        return kind + " that is no plain data (" + type(error).__name__ + ": " + said[:200] + ")"

    write(nonce + " {\"k\":\"up\"}\n")
    try:
        answer(load())
        while True:
            name, args = order_of(read())
            answer(call(name, args))
    except BaseException as error:
        # Something that this needs was changed by the answer. It is told as that, and not as a
        # traceback of ours.
        try:
            write(nonce + ' {"k":"broken","msg":%s}\n' % words(error))
        finally:
            leave(0)


_drive()
