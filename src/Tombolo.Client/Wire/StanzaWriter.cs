using System.Text;
using System.Xml.Linq;

namespace Tombolo.Client.Wire;

/// <summary>Elements to bytes, one line, every namespace declared in the element itself.</summary>
internal static class StanzaWriter
{
    public static byte[] Write(XElement element) => Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
}
