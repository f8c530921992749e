using System.Text;
using CsCheck;

namespace Tombolo.Xmpp.Tests.Scanning;

/// <summary>Makes streams, sound and broken, from lists of choices, so that a failing one shrinks to the few choices that matter.</summary>
internal sealed class Documents
{
    private static readonly string[] Names = ["a", "b", "message", "x-1", "_y.z", "été", "中", "iq"];
    private static readonly string[] Prefixes = ["p", "q", "stream", "xml"];
    private static readonly string[] Uris = ["urn:1", "urn:2", "", "jabber:client", "urn:a&amp;b", "http://etherx.jabber.org/streams"];
    private static readonly string[] Texts =
        ["x", " ", "]] ", "] ]>", "&lt;", "&#x41;", "&#128512;", "é", "😀", "\r\n", "\t", ">", "'", "\"", "<![CDATA[<&] ]]]>", "<![CDATA[]]>", "long enough to be passed over in one vector, or two"];

    private static readonly string[] Fragments =
        ["<", ">", "/", "&", ";", "'", "\"", "=", " ", "]]>", "<!--c-->", "<?p i?>", "<!DOCTYPE a>", "<![CDATA[", "&#0;", "&#xFFFF;", "&nbsp;", "&amp", "xmlns=''", " xmlns:p='urn:1'",
         " a='1'", " a='1' a='2'", "</a>", "<a>", "<a/>", "p:", ":", "\u0001", "\uFFFE", "\uFEFF", "é", "0", "-", "xml:", "xmlns:", "<p:a xmlns:p='u' p:b='1'/>", "<a xmlns:p='u' xmlns:q='u' p:b='' q:b=''/>"];

    private readonly int[] _choices;
    private readonly StringBuilder _text = new();
    private int _next;

    private Documents(int[] choices) => _choices = choices;

    /// <summary>Streams that are sound XML, closing tag included. Prefixes are always declared where they are used.</summary>
    internal static Gen<byte[]> Sound { get; } = Gen.Int[0, 999].Array[0, 40].Select(choices => new Documents(choices).Build());

    /// <summary>Sound streams with up to four places cut out, put in, overwritten or doubled, after the header.</summary>
    internal static Gen<byte[]> Mutated { get; } =
        Gen.Select(Sound, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9999], Gen.Int[0, 255], Gen.Bool).Array[1, 4]).Select((document, changes) =>
        {
            var bytes = document.ToList();
            foreach (var (kind, place, what, asFragment) in changes)
            {
                Change(bytes, kind, Scans.Header.Length + (place % (bytes.Count - Scans.Header.Length + 1)), what, asFragment);
            }

            return bytes.ToArray();
        });

    private static void Change(List<byte> bytes, int kind, int at, int what, bool asFragment)
    {
        byte[] inserted = asFragment ? Encoding.UTF8.GetBytes(Fragments[what % Fragments.Length]) : [(byte)what];
        switch (kind)
        {
            case 0:
                bytes.InsertRange(at, inserted);
                break;
            case 1:
                bytes.RemoveRange(at, Math.Min(1 + (what % 3), bytes.Count - at));
                break;
            case 2 when at < bytes.Count:
                bytes[at] = inserted[0];
                break;
            default:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(what % 20, bytes.Count - at)));
                break;
        }
    }

    private byte[] Build()
    {
        _text.Append(Scans.Header);
        var elements = Choose(3) + 1;
        for (var i = 0; i < elements; i++)
        {
            Element(depth: 1);
            _text.Append(Choose(3) == 0 ? "\n " : "");
        }

        return Encoding.UTF8.GetBytes(_text.Append("</stream:stream>").ToString());
    }

    private int Choose(int count) => _next < _choices.Length ? _choices[_next++] % count : 0;

    private void Element(int depth)
    {
        var name = Names[Choose(Names.Length)];
        var prefix = Choose(4) == 1 ? Prefixes[Choose(2)] : null;
        name = prefix is null ? name : prefix + ":" + name;
        _text.Append('<').Append(name);
        Attributes(prefix);
        if (_next >= _choices.Length || Choose(4) == 1)
        {
            _text.Append(Choose(2) == 0 ? "/>" : " />");
            return;
        }

        _text.Append('>');
        var nodes = Choose(4);
        for (var i = 0; i < nodes; i++)
        {
            if (depth < 6 && Choose(2) == 0)
            {
                Element(depth + 1);
            }
            else
            {
                _text.Append(Texts[Choose(Texts.Length)]);
            }
        }

        _text.Append("</").Append(name).Append(Choose(5) == 1 ? " >" : ">");
    }

    private void Attributes(string? prefix)
    {
        if (prefix is not null)
        {
            Attribute("xmlns:" + prefix, Uris[Choose(2)]);
        }

        if (Choose(4) == 1)
        {
            Attribute("xmlns", Uris[Choose(Uris.Length - 1)]);
        }

        if (Choose(3) == 1)
        {
            Attribute("to", Choose(2) == 0 ? "a@b" : "&lt;é\t&#x41;" + '>');
        }

        if (Choose(3) == 1)
        {
            Attribute(prefix is null ? "xml:lang" : prefix + ":to", "en");
        }
    }

    private void Attribute(string name, string value)
    {
        var quote = Choose(2) == 0 ? '\'' : '"';
        _text.Append(Choose(3) == 1 ? "\n " : " ").Append(name).Append(Choose(4) == 1 ? " = " : "=").Append(quote).Append(value).Append(quote);
    }
}
