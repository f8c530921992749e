using System.Xml.Linq;

namespace Tombolo.Server.Keys;

internal static class KeyNamespaces
{
    public const string Keys = "urn:tombolo:keys:0";

    public static XNamespace KeysName { get; } = Keys;
}
