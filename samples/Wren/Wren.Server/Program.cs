using Tombolo.Partner;
using Wren.Server;
using Wren.Server.App;
using Wren.Server.Settings;
using Wren.Server.SignIn;

// --port N or --urls URL, --data DIR, --host-url URL, --app DIR
var builder = WebApplication.CreateSlimBuilder(args);
var settings = WrenSettings.Read(builder.Configuration, builder.Environment.IsDevelopment());
builder.WebHost.UseUrls(settings.PublicUrl).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WrenJson.Default));
builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System).AddSingleton<Codes>().AddSingleton<People>();
builder.Services.AddTomboloPartner(options =>
{
    options.Issuer = settings.PublicUrl;
    options.Host = settings.HostUrl;
    options.KeyFolder = Path.Combine(settings.Data, "keys");
});
if (settings.StopWithStdin)
{
    builder.Services.AddHostedService<ParentProcess>();
}

var app = builder.Build();
app.UseBrowserRules(settings);
app.UseRouting();
if (settings.App is { } folder)
{
    app.UsePublishedApp(folder);
}

app.MapTomboloPartner();
app.MapSignIn();
app.MapGet("/v1/host", () => Results.Json(new AppSettings(settings.HostUrl, "wren", settings.Development), WrenJson.Default.AppSettings));
if (settings.Development)
{
    app.MapDevelopment();
}

app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Ready: {settings.PublicUrl}"));
await app.RunAsync();
