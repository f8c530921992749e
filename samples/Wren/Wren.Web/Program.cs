using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.App;
using Tombolo.App.Device;
using Tombolo.App.Enrolment;
using Wren.Web.SignIn;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<Root>("#app");
builder.Services.AddScoped(_ => new HttpClient { BaseAddress = new Uri(builder.HostEnvironment.BaseAddress) });
builder.Services.AddScoped<IIdentitySource, WrenSignIn>();
builder.Services.AddTomboloApp(options =>
{
    options.ProductName = "Wren";
    options.OffersThirdPartyChats = false;
    options.HostName = "Tombolo";
    options.FindServerAsync = WrenHost.FindAsync;
});
await builder.Build().RunAsync();
