using Tombolo.Host.Settings;

namespace Tombolo.Cli.Demo;

/// <summary>Where everything of one demo stands.</summary>
/// <param name="Port">Port of the host; the two after it belong to the demo as well.</param>
/// <param name="Data">Absolute path of the data folder.</param>
internal sealed record DemoPlan(int Port, string Data)
{
    public int PartnerPort => Port + 1;

    public Uri HostUrl => new($"http://localhost:{Port}");

    public Uri PartnerUrl => new($"http://localhost:{PartnerPort}");

    public HostSettings Settings(string? app) => new()
    {
        Domain = "localhost",
        Port = Port,
        Data = Data,
        Development = true,
        Web = app,
        Partners = [new PartnerSettings { Id = "wren", Name = "Wren", Shape = "email", State = "sandbox", Issuer = Address(PartnerUrl), AppUrl = Address(PartnerUrl) }],
    };

    private static string Address(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
