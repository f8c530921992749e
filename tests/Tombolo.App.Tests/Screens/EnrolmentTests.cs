using Bunit;
using Tombolo.App.Tests.Device;
using Tombolo.Client;
using Tombolo.Interop.Errors;

namespace Tombolo.App.Tests.Screens;

public sealed class EnrolmentTests
{
    [Fact]
    public async Task Registration_NumberAndCode_OpensTheChats()
    {
        await using var phone = new Phone();
        phone.Messenger.Me = null;
        phone.Messenger.Status = MessengerStatus.Unregistered;
        var app = phone.Open();

        app.Find("[data-testid=identifier]").Input("+34 600 000 001");
        app.Find("form").Submit();
        app.WaitForElement("[data-testid=code]").Input("123456");
        app.Find("form").Submit();
        phone.Tick();

        app.WaitForElement("[data-testid=new-chat]");
        Assert.Equal(["connect", "register +34600000001", "verify 123456", "connect"], phone.Messenger.Asked);
    }

    [Fact]
    public async Task Registration_NotANumber_SaysWhatToDoAndAsksNobody()
    {
        await using var phone = new Phone();
        phone.Messenger.Me = null;
        var app = phone.Open();

        app.Find("[data-testid=identifier]").Input("600 1");
        app.Find("form").Submit();

        Assert.Contains("country code", app.WaitForElement("[data-testid=problem]").TextContent);
        Assert.Equal(["connect"], phone.Messenger.Asked);
    }

    [Fact]
    public async Task Registration_WrongCode_KeepsThePersonThere()
    {
        await using var phone = new Phone();
        phone.Messenger.Me = null;
        var app = phone.Open();
        app.Find("[data-testid=identifier]").Input("+34600000001");
        app.Find("form").Submit();

        phone.Messenger.NextRefusal = Refusal.For(ErrorCode.CodeWrong);
        app.WaitForElement("[data-testid=code]").Input("000000");
        app.Find("form").Submit();
        phone.Tick();

        Assert.Contains("not the code we sent", app.WaitForElement("[data-testid=problem]").TextContent);
        Assert.NotNull(app.Find("[data-testid=code]"));
    }

    [Fact]
    public async Task DeviceUnknown_OneTap_AsksForACodeForTheSameNumber()
    {
        await using var phone = new Phone();
        phone.Messenger.Status = MessengerStatus.DeviceUnknown;
        var app = phone.Open();

        app.Find("[data-testid=sign-in-again]").Click();

        app.WaitForElement("[data-testid=code]");
        Assert.Contains("register +34600000001", phone.Messenger.Asked);
    }
}
