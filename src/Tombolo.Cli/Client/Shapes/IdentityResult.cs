using System.ComponentModel;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record IdentityResult([property: Description("RFC 7638 thumbprint of the device's identity key (jkt).")] string Thumbprint);
