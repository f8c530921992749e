using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Interop.Json;
using Tombolo.Server.Endpoints;

namespace Tombolo.Server.Tests.Endpoints;

public sealed class JsonBodyTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Pipe _body = new(new PipeOptions(pauseWriterThreshold: 0));

    [Fact]
    public async Task Read_WhatComesInPieces_IsRead()
    {
        var reading = ReadAsync();
        await WriteAsync("{\"number\":\"+346"u8.ToArray());
        await WriteAsync("00000001\"}"u8.ToArray());
        await _body.Writer.CompleteAsync();

        Assert.Equal("+34600000001", (await reading).Value!.Number);
    }

    [Fact]
    public async Task Read_ABodyThatDrips_IsGivenUpAfterHalfAMinute()
    {
        var reading = ReadAsync();
        for (var second = 0; second < 29; second++)
        {
            await WriteAsync(" "u8.ToArray());
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(reading.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(ErrorCode.RequestMalformed, (await reading.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Refusal);
    }

    [Fact]
    public async Task Read_ABodyThatSaysNotHowLongItIs_IsRefusedWhenItGetsTooLong()
    {
        var reading = ReadAsync();

        await WriteAsync(new byte[(128 * 1024) + 1]);

        Assert.Equal(ErrorCode.RequestTooLarge, (await reading.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Refusal);
    }

    private Task<Outcome<Interop.Registration.RegistrationRequest>> ReadAsync()
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddSingleton<TimeProvider>(_clock).BuildServiceProvider() };
        context.Features.Set<IRequestBodyPipeFeature>(new BodyOf(_body.Reader));
        context.Request.ContentType = "application/json";
        return JsonBody.ReadAsync(context, InteropJson.Default.RegistrationRequest);
    }

    private async Task WriteAsync(byte[] bytes) => await _body.Writer.WriteAsync(bytes);

    private sealed record BodyOf(PipeReader Reader) : IRequestBodyPipeFeature;
}
